/// What became of the mutants of each exercise.
struct Tally {
    private struct Row {
        var made = 0
        var leftOut = 0
        var notCompiled = 0
        var killed = 0
        var explained = 0
        var beyondBounds = 0
        var unexplained = 0
    }

    private let explained: ExplainedSurvivors
    private let tellsExplained: Bool
    private var exercises: [String] = []
    private var rows: [String: Row] = [:]
    private var used: Set<ExplainedSurvivors.Entry> = []

    init(explained: ExplainedSurvivors, tellsExplained: Bool) {
        self.explained = explained
        self.tellsExplained = tellsExplained
    }

    var hasUnexplained: Bool { rows.values.contains { $0.unexplained > 0 } }

    mutating func leaveOut(_ count: Int, of exercise: String) {
        if rows[exercise] == nil { exercises.append(exercise) }
        rows[exercise, default: Row()].leftOut += count
    }

    mutating func count(_ mutant: Mutant, of solution: Solution, _ outcome: Grader.Outcome) {
        rows[solution.exercise]?.made += 1
        switch outcome {
        case .notCompiled: rows[solution.exercise]?.notCompiled += 1
        case .killed: rows[solution.exercise]?.killed += 1
        case .survived:
            if let entry = explained.reason(for: mutant, of: solution) {
                used.insert(entry)
                if entry.isMistake {
                    rows[solution.exercise]?.beyondBounds += 1
                } else {
                    rows[solution.exercise]?.explained += 1
                }
                if tellsExplained {
                    tell("explained", mutant, of: solution)
                    print("    \(entry.reason)")
                }
            } else {
                rows[solution.exercise]?.unexplained += 1
                tell("survives", mutant, of: solution)
            }
        }
    }

    private func tell(_ word: String, _ mutant: Mutant, of solution: Solution) {
        let place = "\(solution.exercise) | \(solution.name) | \(mutant.kind.rawValue)"
        print("\(word): \(place) | \(mutant.line)")
        print("    becomes: \(mutant.replacement.isEmpty ? "nothing" : mutant.replacement)")
    }

    /// - Parameter isComplete: Every mutant was graded, so an explanation that none needed is stale.
    func report(isComplete: Bool) {
        print(
            "exercise             mutants  left out  no Swift  killed  explained  beyond  survive  score"
        )
        for exercise in exercises {
            guard let row = rows[exercise] else { continue }
            let mistakes = row.killed + row.beyondBounds + row.unexplained
            let numbers = [
                (row.made, 9), (row.leftOut, 10), (row.notCompiled, 10), (row.killed, 8),
                (row.explained, 11), (row.beyondBounds, 8), (row.unexplained, 9),
                (mistakes == 0 ? 0 : 100 * row.killed / mistakes, 6),
            ]
            print(
                exercise.padded(to: 19)
                    + numbers.map { "\($0)".padded(toRight: $1) }.joined() + " %")
        }
        guard isComplete else { return }
        for entry in explained.entries where !used.contains(entry) {
            print("stale: \(entry.exercise) | \(entry.file) | \(entry.kind) | \(entry.line)")
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    fileprivate func padded(toRight width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
