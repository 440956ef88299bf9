/// Checks lines of text between headings and fences: paragraphs, lists and quotes.
///
/// A block goes on until an empty line, or a line that begins another block. Whatever Markdown
/// would read in another way is refused.
struct BlockMarkdown {
    enum Kind: Equatable {
        case paragraph, bullet, quote
        /// With its number.
        case item(Int)
    }

    private struct Block {
        var kind: Kind
        var line: Int
        /// How wide the sign at its beginning is.
        var indent: Int
        var lines: [Substring]
    }

    private var block: Block?
    private var kinds: [Kind] = []
    private var notes: ReaderNotes

    /// Returns what the blocks are, in their order.
    @discardableResult
    static func check(_ lines: some Sequence<SourceLine>, notes: inout ReaderNotes) -> [Kind] {
        var reader = BlockMarkdown(file: notes.file)
        for line in lines { reader.read(line) }
        reader.end()
        notes.add(reader.notes)
        return reader.kinds
    }

    private init(file: String) {
        notes = ReaderNotes(file: file)
    }

    private mutating func read(_ line: SourceLine) {
        if line.isBlank { return end() }
        let spaces = line.text.prefix { $0 == " " }.count
        if spaces > 0 { return goOn(line, indent: spaces) }
        if let what = Self.refusal(of: line.text[...]) { return notes.complain(line.number, what) }
        let (kind, width) = Self.beginning(of: line.text[...])
        let text = line.text.dropFirst(width)
        switch (kind, block?.kind) {
        case (.paragraph, .paragraph?):
            block?.lines.append(text)
        case (.quote, .quote?):
            expectText(text, line.number)
            block?.lines.append(text)
        case (.paragraph, .quote?):
            notes.complain(line.number, "leave an empty line between a quote and this text")
        case (.paragraph, _?):
            notes.complain(
                line.number,
                "leave an empty line between a list and this text; what goes on in the list is "
                    + "indented")
        default:
            end()
            begin(Block(kind: kind, line: line.number, indent: width, lines: [text]))
        }
    }

    /// A line inside a list item.
    private mutating func goOn(_ line: SourceLine, indent: Int) {
        guard let block, block.kind.isListItem else {
            return notes.complain(
                line.number, "only what goes on in a list is indented; remove the spaces")
        }
        guard indent == block.indent else {
            return notes.complain(
                line.number, "what goes on in this list has \(block.indent) spaces before it")
        }
        let text = line.text.dropFirst(indent)
        expectText(text, line.number)
        self.block?.lines.append(text)
    }

    private mutating func begin(_ block: Block) {
        if block.kind != .paragraph { expectText(block.lines[0], block.line) }
        if case .item(let number) = block.kind { expect(number, at: block.line) }
        self.block = block
    }

    private mutating func expect(_ number: Int, at line: Int) {
        var expected = 1
        if case .item(let last)? = kinds.last { expected = last + 1 }
        if number != expected {
            notes.complain(line, "a numbered list counts 1, 2, 3; this item is \(expected)")
        }
    }

    private mutating func end() {
        guard let block else { return }
        kinds.append(block.kind)
        InlineMarkdown.check(
            block.lines.joined(separator: "\n"), line: block.line, notes: &notes)
        self.block = nil
    }

    private mutating func expectText(_ text: Substring, _ line: Int) {
        guard
            Self.refusal(of: text) != nil || Self.beginning(of: text).0 != .paragraph
                || text.hasPrefix(" ")
        else { return }
        notes.complain(line, "lists and quotes hold text only, and no further list or quote")
    }
}

extension BlockMarkdown.Kind {
    fileprivate var isListItem: Bool {
        switch self {
        case .bullet, .item: true
        case .paragraph, .quote: false
        }
    }
}

// MARK: How lines begin

extension BlockMarkdown {
    /// The kind of block that such a line begins, and the width of the sign that says so.
    private static func beginning(of text: Substring) -> (Kind, width: Int) {
        if text.hasPrefix("- ") { return (.bullet, 2) }
        if text.hasPrefix("> ") { return (.quote, 2) }
        let digits = text.prefix(9).prefix(while: \.isASCIIDigit)
        if let number = Int(digits), text.dropFirst(digits.count).hasPrefix(". ") {
            return (.item(number), digits.count + 2)
        }
        return (.paragraph, 0)
    }

    /// Why a line that begins so would mean something in Markdown that lessons don't have.
    private static func refusal(of text: Substring) -> String? {
        let afterDigits = text.drop(while: \.isASCIIDigit)
        let isNumbered = afterDigits.startIndex > text.startIndex
        switch text.first {
        case "#":
            return "a heading can't stand here; only `## ` and a title begins a step"
        case "|":
            return "tables don't fit a narrow terminal; write a list"
        case "*" where text.hasPrefix("* "), "+" where text.hasPrefix("+ "):
            return "the items of a list begin with `- `"
        case ">" where !text.hasPrefix("> "):
            return "each line of a quote begins with `> ` and holds text"
        case "~" where text.hasPrefix("~~~"):
            return "fences are three backticks"
        case _ where isNumbered && (afterDigits.hasPrefix(") ") || afterDigits == ")"):
            return "the items of a numbered list begin with `1. `"
        case _ where isNumbered && afterDigits == ".":
            return "this item is empty; write it or remove it"
        case _ where text.allSatisfy { "-|:=+ ".contains($0) }:
            return "a line of signs; steps begin with `## `, and rules and tables aren't shown"
        default:
            return nil
        }
    }
}
