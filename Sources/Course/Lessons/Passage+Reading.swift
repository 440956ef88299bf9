extension Lesson.Passage {
    /// The lines without empty ones around them; nil if nothing is left.
    init?(_ lines: some Sequence<SourceLine>) {
        let lines = lines.drop { $0.isBlank }
        let kept = Array(lines)
        guard let first = kept.first, let last = kept.lastIndex(where: { !$0.isBlank }) else {
            return nil
        }
        markdown = kept[...last].map(\.text).joined(separator: "\n")
        line = first.number
    }

    /// Checks the passage as Markdown.
    func check(_ notes: inout ReaderNotes) {
        BlockMarkdown.check(lines, notes: &notes)
    }

    /// Checks that it is one paragraph of Markdown.
    func checkIsParagraph(_ notes: inout ReaderNotes) {
        let kinds = BlockMarkdown.check(lines, notes: &notes)
        if kinds != [.paragraph], !kinds.isEmpty {
            notes.complain(line, "only one paragraph may stand here, no list and no quote")
        }
    }

    private var lines: [SourceLine] {
        markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
            SourceLine(number: line + $0, text: String($1))
        }
    }
}
