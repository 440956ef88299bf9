package import Foundation

/// A program that lessons play, as `Lessons/plays/NAME.swift` holds it.
package struct PlayProgram: Hashable, Sendable {
    package var name: String
    package var file: URL
    /// What it does, from its first line.
    package var summary: String
    /// Whose contract it is written against.
    package var exercise: Exercise
    package var type: String
}

extension PlayProgram {
    /// Reads a file. Its contract is that of the exercise whose protocol one of its types names.
    init(_ file: URL, exercises: [Exercise]) throws(Finding) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw Finding(file: file.path, what: "this can't be read; it must be UTF-8 text")
        }
        guard let summary = Self.summary(of: text) else {
            throw Finding(
                file: file.path, line: 1,
                what: "begin with `// ` and what the program does, in a sentence")
        }
        let solutions = Self.declarations(in: text).flatMap { declaration in
            exercises.filter { declaration.protocols.contains($0.contract) }
                .map { (type: declaration.type, exercise: $0) }
        }
        guard let solution = solutions.first, solutions.count == 1 else {
            let contracts = exercises.map(\.contract).joined(separator: ", ")
            throw Finding(
                file: file.path,
                what: "exactly one type here must conform to an exercise's contract, and "
                    + "\(solutions.count) do; the contracts are \(contracts)")
        }
        self.init(
            name: file.deletingPathExtension().lastPathComponent, file: file, summary: summary,
            exercise: solution.exercise, type: solution.type)
    }

    private static func summary(of text: String) -> String? {
        let first = text.prefix { !$0.isNewline }
        guard first.hasPrefix("// ") else { return nil }
        let sentence = first.dropFirst(3).trimmingCharacters(in: .whitespaces)
        return sentence.isEmpty ? nil : sentence
    }

    /// `struct Billing: ChargeOnce {` and the like, each at the beginning of a line.
    private static func declarations(
        in text: String
    ) -> [(type: String, protocols: Set<String>)] {
        let declaration = /^ *(?:final +)?(?:struct|class) +(\w+) *:([^{]*)\{/
            .anchorsMatchLineEndings()
        return text.matches(of: declaration).map { match in
            let names = match.output.2.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            return (type: String(match.output.1), protocols: Set(names.map(String.init)))
        }
    }
}
