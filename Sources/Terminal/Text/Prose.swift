/// Text written in Markdown, laid out for a terminal: headings, paragraphs, lists, quotes, emphasis,
/// links and code.
///
/// Fenced code is left as it is, for it is laid out already. So is what isn't Markdown.
package struct Prose {
    private let text: String

    package init(markdown text: String) {
        self.text = text
    }

    package func lines(for capabilities: Capabilities) -> [StyledText] {
        var layout = ProseLayout(capabilities)
        for line in text.lines { layout.add(line) }
        return layout.finished()
    }
}

/// Fills lines with one block after the other.
private struct ProseLayout {
    /// A paragraph, list item or quote, which goes on over lines.
    private struct Block {
        /// Before its first line, `  - ` in a nested list.
        var sign: String
        var text: String
        var isQuote = false
    }

    private let capabilities: Capabilities
    private var lines: [StyledText] = []
    private var block: Block?
    private var isCode = false
    /// The lines of a table that has not ended yet.
    private var table: [Substring] = []

    init(_ capabilities: Capabilities) {
        self.capabilities = capabilities
    }

    mutating func add(_ line: Substring) {
        if line.hasPrefix("```") {
            end()
            isCode.toggle()
        } else if isCode {
            lines.append(StyledText(String(line), .code))
        } else if line.hasPrefix("|") {
            if table.isEmpty { end() }
            table.append(line)
        } else if line.hasPrefix("#") {
            end()
            let title = line.drop { $0 == "#" }.drop { $0 == " " }
            lines += StyledText(String(title), .title).wrapped(to: capabilities.width)
        } else if line.allSatisfy({ $0 == " " }) {
            end()
            lines.append(StyledText())
        } else {
            addText(line)
        }
    }

    private mutating func addText(_ line: Substring) {
        let text = line.drop { $0 == " " }
        let isQuote = text.hasPrefix("> ")
        let sign = isQuote ? text.prefix(2) : listSign(of: text)
        if sign.isEmpty || isQuote && block?.isQuote == true, block != nil {
            block?.text += " " + text.dropFirst(sign.count)
        } else {
            end()
            let indent = line.prefix { $0 == " " }
            block = Block(
                sign: String(indent) + sign, text: String(text.dropFirst(sign.count)),
                isQuote: isQuote)
        }
    }

    /// `- ` or `12. `, or nothing.
    private func listSign(of text: Substring) -> Substring {
        if text.hasPrefix("- ") { return text.prefix(2) }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let isNumbered = !digits.isEmpty && text.dropFirst(digits.count).hasPrefix(". ")
        return isNumbered ? text.prefix(digits.count + 2) : ""
    }

    private mutating func end() {
        endTable()
        guard let block else { return }
        let sign = StyledText(block.sign, block.isQuote ? .quiet : nil)
        let text = StyledText(inlineMarkdown: block.text[...], nil).spelled(for: capabilities)
        if block.isQuote {
            lines += text.wrapped(to: capabilities.width - block.sign.count).map { sign + $0 }
        } else {
            lines += (sign + text).wrapped(to: capabilities.width, hanging: block.sign.count)
        }
        self.block = nil
    }

    private mutating func endTable() {
        guard let head = table.first else { return }
        let rows = table.dropFirst().map(Self.cells).filter { row in
            !row.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 == "-" || $0 == ":" } }
        }
        let columns = Self.cells(of: head)
        lines += Table(
            columns.map { Table.Column(StyledText(inlineMarkdown: $0, nil).text) },
            rows: rows.map { row in
                row.prefix(columns.count).map { StyledText(inlineMarkdown: $0, nil) }
            }
        ).lines(for: capabilities)
        table = []
    }

    private static func cells(of line: Substring) -> [Substring] {
        var cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        if line.last == "|" { cells = cells.dropLast() }
        return cells.map { cell in
            let text = cell.drop { $0 == " " }
            return text[
                ..<(text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex)]
        }
    }

    mutating func finished() -> [StyledText] {
        end()
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

extension StyledText {
    /// Emphasis loses its signs; code keeps its own, so that it can be told without colour. A link
    /// shows its target behind its text.
    fileprivate init(inlineMarkdown text: Substring, _ style: Style?) {
        let inline =
            #/
            `(?<code>[^`]+)`
            | \*\*(?!\s)(?<strong>(?:`[^`]+`|[^`*])+)\*\*
            | \*(?!\s)(?<soft>(?:`[^`]+`|[^`*])+)\*
            | \[(?<label>(?:`[^`]+`|[^`\[\]])+)\]\((?<target>[^\s()]+)\)
            /#
        self.init()
        var rest = text
        while let match = rest.firstMatch(of: inline) {
            self += StyledText(String(rest[..<match.range.lowerBound]), style)
            if let code = match.output.code {
                self += StyledText("`\(code)`", .code)
            } else if let emphasised = match.output.strong ?? match.output.soft {
                self += StyledText(inlineMarkdown: emphasised, .emphasis)
            } else if let label = match.output.label, let target = match.output.target {
                self += StyledText(inlineMarkdown: label, style)
                self += StyledText(" (\(target))", .quiet)
            }
            rest = rest[match.range.upperBound...]
        }
        self += StyledText(String(rest), style)
    }
}
