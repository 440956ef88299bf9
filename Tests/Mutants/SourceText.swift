/// A solution's text by statements, as swift-format lays them out: that is enough to mutate it.
struct SourceText {
    /// One that opens no block: `try await orders.commit(record)`, over as many lines as it takes.
    struct Statement: Hashable {
        var lines: Range<Int>
        var indentation: Int
        /// Without its indentation; its lines are joined by a space.
        var text: String

        var isCall: Bool { SourceText.isCall(text) }
    }

    /// Neither a declaration nor a jump: what is left is calls and assignments.
    static func isCall(_ text: String) -> Bool {
        let first = String(text.prefix { $0.isLetter || $0 == "@" || $0 == "/" || $0 == "#" })
        let waits = text.prefixMatch(of: #/(?:try\?? )?await /#) != nil
        return (waits || text.contains("(")) && !otherBeginnings.contains(first)
            && !text.hasPrefix("//") && !text.hasPrefix("}") && !text.hasPrefix(".")
    }

    private static let otherBeginnings: Set<String> = [
        "let", "var", "func", "struct", "class", "actor", "enum", "extension", "import", "init",
        "if", "guard", "while", "for", "switch", "case", "default", "do", "catch", "return",
        "defer", "private", "fileprivate", "static", "mutating", "nonisolated", "final",
        "throw", "typealias", "async", "package", "public", "repeat", "else",
    ]

    let lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Those whose brackets are closed where they end.
    var statements: [Statement] {
        var statements: [Statement] = []
        var start = 0
        while start < lines.count {
            let end = endOfStatement(from: start)
            let text = lines[start..<end].map(Self.trimmed).joined(separator: " ")
            if Self.depth(of: text, "{", "}") == 0, !text.isEmpty {
                statements.append(
                    Statement(
                        lines: start..<end, indentation: Self.indentation(lines[start]), text: text)
                )
                start = end
            } else {
                start += 1
            }
        }
        return statements
    }

    /// The line behind it: its round and square brackets are closed, and nothing is chained to it.
    private func endOfStatement(from start: Int) -> Int {
        var (end, depth) = (start, 0)
        repeat {
            depth += Self.depth(of: lines[end], "(", ")") + Self.depth(of: lines[end], "[", "]")
            end += 1
        } while end < lines.count
            && (depth > 0 || Self.trimmed(lines[end]).first.map { ".?&|=".contains($0) } == true
                || Self.trimmed(lines[end - 1]).hasSuffix(" ="))
        return end
    }

    func replacing(_ range: Range<Int>, with new: [String]) -> String {
        (lines[..<range.lowerBound] + new + lines[range.upperBound...]).joined(separator: "\n")
    }

    static func trimmed(_ line: String) -> String {
        String(line.drop { $0 == " " })
    }

    static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }

    /// The parts between commas that stand in no bracket.
    static func list(_ text: String) -> [String] {
        text.split(separator: ", ", omittingEmptySubsequences: false).reduce(into: []) {
            parts, next in
            if let last = parts.last, depth(of: last, "(", ")") + depth(of: last, "[", "]") > 0 {
                parts[parts.count - 1] += ", " + next
            } else {
                parts.append(String(next))
            }
        }
    }

    private static func depth(of text: String, _ open: Character, _ close: Character) -> Int {
        text.count { $0 == open } - text.count { $0 == close }
    }
}
