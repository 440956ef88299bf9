/// Checks the text of one paragraph, list item or heading: `**strong**`, `*emphasis*`, `` `code` ``
/// and `[links](target)`.
///
/// Whatever Markdown would read in another way is refused, so that a lesson looks the same here and
/// in every other reader. One pass; what is open waits on a stack.
struct InlineMarkdown {
    private enum Sign: String {
        case emphasis = "*"
        case strong = "**"
        case link = "["
    }

    private let characters: [Character]
    private let firstLine: Int
    private var position = 0
    private var line: Int
    private var open: [(sign: Sign, position: Int, line: Int)] = []
    /// The first thing that is wrong; what comes after it would only echo it.
    private var complaint: (line: Int, what: String)?
    private var links: [Lesson.Link] = []

    /// Line breaks in the text are those of the file.
    static func check(_ text: String, line: Int, notes: inout ReaderNotes) {
        var reader = InlineMarkdown(text, line: line)
        reader.read()
        reader.links.forEach { notes.add($0) }
        if let complaint = reader.complaint { notes.complain(complaint.line, complaint.what) }
    }

    private init(_ text: String, line: Int) {
        characters = Array(text)
        firstLine = line
        self.line = line
    }

    private func character(at index: Int) -> Character? {
        characters.indices.contains(index) ? characters[index] : nil
    }

    private mutating func complain(_ what: String, at line: Int? = nil) {
        complaint = complaint ?? (line ?? self.line, what)
    }

    private mutating func read() {
        while complaint == nil, position < characters.count { readNext() }
        if let last = open.last {
            complain("`\(last.sign.rawValue)` is never closed", at: last.line)
        }
    }

    private mutating func readNext() {
        switch characters[position] {
        case "\n":
            line += 1
            position += 1
        case "`": readCode()
        case "*": readStars()
        case "[": readOpeningBracket()
        case "]": readClosingBracket()
        default:
            if let what = refusal() { return complain(what) }
            position += 1
        }
    }

    private mutating func readCode() {
        let start = line
        guard character(at: position + 1) != "`" else {
            return complain("code stands between single backticks, and is not empty")
        }
        position += 1
        while let next = character(at: position), next != "`" {
            if next == "\n" { line += 1 }
            position += 1
        }
        guard position < characters.count else {
            return complain("a backtick is never closed", at: start)
        }
        position += 1
    }
}

// MARK: Emphasis

extension InlineMarkdown {
    private mutating func readStars() {
        let count = characters[position...].prefix { $0 == "*" }.count
        guard count <= 2 else {
            return complain("three stars or more; write `*emphasis*` or `**strong**`")
        }
        let sign: Sign = count == 1 ? .emphasis : .strong
        let before = character(at: position - 1)
        let after = character(at: position + count)
        if open.last?.sign == sign {
            close(sign, before: before, after: after)
        } else {
            begin(sign, before: before, after: after)
        }
        position += count
    }

    /// As CommonMark has it: after a sign that opens comes text; where that begins with
    /// punctuation, no letter may stand before the sign.
    private mutating func begin(_ sign: Sign, before: Character?, after: Character?) {
        guard let after, !after.isWhitespace, !after.isMark || before.isBoundary
        else {
            return complain(
                "`\(sign.rawValue)` begins nothing here; a star as such goes in backticks")
        }
        guard !open.contains(where: { $0.sign != .link }) else {
            return complain("one emphasis inside another, or one that ends after the other began")
        }
        open.append((sign, position, line))
    }

    private mutating func close(_ sign: Sign, before: Character?, after: Character?) {
        guard let before, !before.isWhitespace, !before.isMark || after.isBoundary
        else {
            return complain(
                "`\(sign.rawValue)` closes nothing here; put it right after the last word")
        }
        open.removeLast()
    }
}

// MARK: Links

extension InlineMarkdown {
    private mutating func readOpeningBracket() {
        guard !open.contains(where: { $0.sign == .link }) else {
            return complain("a link inside a link; a bracket as such goes in backticks")
        }
        open.append((.link, position, line))
        position += 1
    }

    private mutating func readClosingBracket() {
        guard let last = open.last, last.sign == .link else {
            return complain("`]` closes nothing here; a bracket as such goes in backticks")
        }
        guard position > last.position + 1 else { return complain("this link has no text") }
        guard character(at: position + 1) == "(" else {
            return complain(
                "only links have brackets: `[text](target)`; a bracket as such goes in backticks")
        }
        let rest = characters[(position + 2)...]
        let target = rest.prefix { !$0.isWhitespace && $0 != "(" && $0 != ")" }
        guard character(at: target.endIndex) == ")" else {
            return complain("a link's target ends with `)` and holds no spaces or parentheses")
        }
        guard let parsed = Lesson.Link.Target(String(target)) else {
            return complain(
                "`\(String(target))` is no target; write `lesson-id`, `lesson-id#2`, `exercise-id`, a path "
                    + "seen from this file, or `https://…`")
        }
        links.append(Lesson.Link(target: parsed, line: line))
        open.removeLast()
        position = target.endIndex + 1
    }
}

extension Lesson.Link.Target {
    init?(_ text: String) {
        if text.hasPrefix("https://"), text.count > 8 {
            self = .web(text)
        } else if let reference = CourseReference(text) {
            self = .course(reference)
        } else {
            guard !text.isEmpty, !text.hasPrefix("/"),
                !text.contains(where: { "#?:<>".contains($0) })
            else { return nil }
            self = .file(text)
        }
    }
}

extension CourseReference {
    /// Reads `ID` or `ID#STEP`.
    package init?(_ text: String) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let id = parts.first, NumberedName.isID(id) else { return nil }
        self.id = String(id)
        guard parts.count == 2 else { return }
        guard parts[1].allSatisfy(\.isASCIIDigit), let step = Int(parts[1]), step > 0 else {
            return nil
        }
        self.step = step
    }
}

// MARK: What is refused

extension InlineMarkdown {
    /// Why the character here would mean something in Markdown that lessons don't have.
    private func refusal() -> String? {
        let next = character(at: position + 1)
        switch characters[position] {
        case "\\":
            return "a backslash outside of code; put it in backticks"
        case "!" where next == "[":
            return "images can't be shown at a prompt; say it in words"
        case "<" where next?.isLetterOrDigit == true || next == "/" || next == "!" || next == "?":
            return "HTML, or a link in `<…>`; write Markdown, or put it in backticks"
        case "&" where beginsEntity():
            return "an HTML entity; write the character itself"
        case "~" where next == "~":
            return "text can't be struck out; remove `~~`"
        case "_" where beginsUnderscoredWord():
            return "write emphasis with `*`; a name that begins with `_` goes in backticks"
        case ":" where next == "/" && character(at: position + 2) == "/":
            return "a bare address; write `[text](https://…)`"
        default:
            return nil
        }
    }

    private func beginsEntity() -> Bool {
        let name = characters[(position + 1)...].prefix(33).prefix {
            $0.isLetterOrDigit || $0 == "#"
        }
        return !name.isEmpty && character(at: position + 1 + name.count) == ";"
    }

    private func beginsUnderscoredWord() -> Bool {
        let before = character(at: position - 1)
        let after = character(at: position + 1)
        return before?.isLetterOrDigit != true && after.map { !$0.isWhitespace } == true
    }
}

extension Character {
    fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
    /// Punctuation in CommonMark's sense.
    fileprivate var isMark: Bool { isPunctuation || isSymbol }
}

extension Character? {
    /// Where a word may begin or end.
    fileprivate var isBoundary: Bool { map { $0.isWhitespace || $0.isMark } ?? true }
}
