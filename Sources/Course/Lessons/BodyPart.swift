/// What a lesson's body is made of, before anything is understood.
enum BodyPart {
    /// Begins with `#`.
    case heading(SourceLine)
    case text(ArraySlice<SourceLine>)
    case fence(Fence)
}

/// A fenced block with its two fences.
struct Fence {
    var info: FenceInfo
    var lines: ArraySlice<SourceLine>

    /// Of its first fence.
    var line: Int { lines.first?.number ?? 0 }
    var content: ArraySlice<SourceLine> { lines.dropFirst().dropLast() }
}

enum FenceInfo {
    case live(LiveKind)
    /// Code or text to look at.
    case plain
}

enum LiveKind: String, CaseIterable {
    case run, play, `try`, predict, quiz, exercise
}

extension FenceInfo {
    private static let plainWords = [
        "text", "swift", "java", "go", "python", "sql", "json", "yaml",
    ]
    private static let words = LiveKind.allCases.map(\.rawValue) + plainWords

    /// Nil for a word that says nothing.
    init?(_ word: String) {
        if let kind = LiveKind(rawValue: word) {
            self = .live(kind)
        } else if Self.plainWords.contains(word) {
            self = .plain
        } else {
            return nil
        }
    }

    static func advice(on word: String) -> String {
        if word.isEmpty { return "say after the fence what is in it; plain text is ```text" }
        if word.hasPrefix("`") { return "fences are three backticks" }
        if let meant = nearest(to: word, among: words) {
            return "there is no block `\(word)`; did you mean `\(meant)`?"
        }
        return "there is no block `\(word)`; live blocks are "
            + LiveKind.allCases.map(\.rawValue).joined(separator: ", ") + ", others "
            + plainWords.joined(separator: ", ")
    }
}

extension BodyPart {
    private static let fence = "```"

    /// Every line is in exactly one part.
    static func parts(
        of lines: ArraySlice<SourceLine>, notes: inout ReaderNotes
    ) -> [BodyPart] {
        var parts: [BodyPart] = []
        var rest = lines
        while let line = rest.first {
            if line.text.hasPrefix(fence) {
                parts.append(.fence(takeFence(from: &rest, notes: &notes)))
            } else if line.text.hasPrefix("#") {
                parts.append(.heading(line))
                rest.removeFirst()
            } else {
                let text = rest.prefix { !$0.text.hasPrefix(fence) && !$0.text.hasPrefix("#") }
                parts.append(.text(text))
                rest = rest.dropFirst(text.count)
            }
        }
        return parts
    }

    private static func takeFence(
        from rest: inout ArraySlice<SourceLine>, notes: inout ReaderNotes
    ) -> Fence {
        let opening = rest[rest.startIndex]
        let word = String(opening.text.dropFirst(fence.count))
        let info = FenceInfo(word)
        if info == nil { notes.complain(opening.number, FenceInfo.advice(on: word)) }
        let content = rest.dropFirst().prefix { !$0.text.hasPrefix(fence) }
        let closing = rest.dropFirst(content.count + 1).first
        let isClosed = closing?.text.allSatisfy { $0 == "`" } ?? false
        if let closing, isClosed, closing.text != fence, info != nil {
            notes.complain(closing.number, "fences are three backticks")
        } else if !isClosed {
            notes.complain(
                opening.number, "this block is never closed; write three backticks below it")
        }
        let lines = rest.prefix(content.count + (isClosed ? 2 : 1))
        rest = rest.dropFirst(lines.count)
        return Fence(info: isClosed ? info ?? .plain : .plain, lines: lines)
    }
}
