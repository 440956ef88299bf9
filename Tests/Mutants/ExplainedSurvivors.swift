import Foundation

/// Mutants that keep every promise, as somebody has shown: `Tests/Mutants/survivors.txt`.
///
/// A line for each: `exercise | file | kind | the line before the change | why it is no mistake`. A `*`
/// stands for any of the first three, and at the end of the line before the change for the rest of it.
/// Where that line could be changed in two ways of one kind, the line after the change stands in its
/// place.
struct ExplainedSurvivors {
    struct Entry: Hashable {
        var exercise, file, kind, line, reason: String

        /// One all the same: it takes more deviations at once than are searched.
        var isMistake: Bool { reason.hasPrefix("Beyond the bounds") }

        func matches(_ mutant: Mutant, of solution: Solution) -> Bool {
            [solution.exercise, "*"].contains(exercise) && [solution.name, "*"].contains(file)
                && [mutant.kind.rawValue, "*"].contains(kind)
                && (line.hasSuffix("*")
                    ? mutant.line.hasPrefix(line.dropLast())
                    : [mutant.line, mutant.replacement].contains(line))
        }
    }

    enum Problem: Error, CustomStringConvertible {
        case fields(line: Int)

        var description: String {
            switch self {
            case .fields(let line):
                "survivors.txt, line \(line): it needs five fields with ` | ` between them."
            }
        }
    }

    let entries: [Entry]

    init(_ text: String) throws {
        entries = try text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                if line.isEmpty || line.hasPrefix("#") { return nil }
                let fields = line.components(separatedBy: " | ")
                guard fields.count == 5 else { throw Problem.fields(line: index + 1) }
                return Entry(
                    exercise: fields[0], file: fields[1], kind: fields[2], line: fields[3],
                    reason: fields[4])
            }
    }

    func reason(for mutant: Mutant, of solution: Solution) -> Entry? {
        entries.first { $0.matches(mutant, of: solution) }
    }
}

/// A correct one of the catalogue.
struct Solution: Hashable {
    var exercise: String
    var name: String
    var path: String
}
