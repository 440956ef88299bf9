/// One line of ours under the compiler's text, for the errors that these exercises meet most.
enum Advice {
    /// The line for the first rule that fits, nil where the compiler says it well enough.
    ///
    /// Rules stand in the order of causes: the error that brings the others with it comes first.
    static func line(for compilerOutput: String) -> String? {
        let lines = compilerOutput.split(separator: "\n")
        let errors = lines.filter { $0.contains(": error: ") }
        for rule in rules where rule.note.isEmpty || compilerOutput.contains(rule.note) {
            for error in errors where rule.error.allSatisfy({ error.contains($0) }) {
                let names = quotedNames(in: error) + namesInNote(of: rule, in: lines)
                if rule.about.isEmpty || rule.about.contains(where: names.contains) {
                    return fill(rule.advice, with: names)
                }
            }
        }
        return nil
    }

    struct Rule {
        /// Parts of the error's line; all must be there.
        var error: [String]
        /// A part of a note, anywhere in the text.
        var note = ""
        /// One of these stands in quotes in the error's line; empty: anything does.
        var about: [String] = []
        /// `$1`, `$2` … stand for what the error's line has in quotes, and then the note's.
        var advice: String
    }

    private static func namesInNote(of rule: Rule, in lines: [Substring]) -> [String] {
        guard !rule.note.isEmpty else { return [] }
        return lines.first { $0.contains(rule.note) }.map {
            quotedNames(in: $0, behind: ": note: ")
        }
            ?? []
    }

    private static func quotedNames(
        in line: Substring, behind mark: String = ": error: "
    ) -> [String] {
        let message = line.firstRange(of: mark).map { line[$0.upperBound...] } ?? line
        return message.split(separator: "'", omittingEmptySubsequences: false)
            .enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func fill(_ advice: String, with names: [String]) -> String {
        names.enumerated().reduce(advice) { text, name in
            text.split(separator: "$\(name.offset + 1)", omittingEmptySubsequences: false)
                .joined(separator: name.element)
        }
    }
}
