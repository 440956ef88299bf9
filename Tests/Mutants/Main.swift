import Foundation
import Synchronization

/// `Mutants [--all] [--explained] [EXERCISE …]`: makes mistakes in the correct solutions of the
/// catalogue, and counts those that their hidden suites notice. Ends with 1 if one survives that nobody
/// has explained. `--explained` names the other survivors too, each with its reason.
@main
struct Mutants {
    /// An even spread of so many for each solution, unless all are asked for.
    private static let mutantsPerSolution = 25

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let catalogue = folder.deletingLastPathComponent().appending(path: "Catalogue")

    static func main() throws {
        var exercises = Array(CommandLine.arguments.dropFirst())
        let isWhole = exercises.contains("--all")
        let tellsExplained = exercises.contains("--explained")
        exercises.removeAll { ["--all", "--explained"].contains($0) }
        let explained = try ExplainedSurvivors(
            String(contentsOf: folder.appending(path: "survivors.txt"), encoding: .utf8))
        let solutions = try solutions().filter {
            exercises.isEmpty || exercises.contains($0.exercise)
        }
        let known = Set(solutions.map(\.exercise))
        for exercise in exercises where !known.contains(exercise) {
            print("There is no exercise \(exercise) in \(catalogue.path).")
            exit(2)
        }
        var tally = Tally(explained: explained, tellsExplained: tellsExplained)
        for solution in solutions {
            let all = Mutant.all(of: try String(contentsOfFile: solution.path, encoding: .utf8))
            let chosen = isWhole ? all : spread(all)
            tally.leaveOut(all.count - chosen.count, of: solution.exercise)
            for (mutant, outcome) in zip(chosen, try grade(chosen, of: solution)) {
                tally.count(mutant, of: solution, outcome)
            }
        }
        tally.report(isComplete: isWhole && exercises.isEmpty)
        exit(tally.hasUnexplained ? 1 : 0)
    }

    private static func solutions() throws -> [Solution] {
        try names(in: catalogue).flatMap { folder in
            let path = catalogue.appending(path: "\(folder)/correct")
            return try names(in: path).map { name in
                Solution(
                    exercise: String(folder.drop { $0 != "-" }.dropFirst()),
                    name: String(name.dropLast(".swift".count)),
                    path: path.appending(path: name).path)
            }
        }
    }

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private static func spread(_ mutants: [Mutant]) -> [Mutant] {
        let count = min(mutants.count, mutantsPerSolution)
        return (0..<count).map { mutants[$0 * mutants.count / count] }
    }

    /// On all processors, and in the mutants' order.
    private static func grade(_ mutants: [Mutant], of solution: Solution) throws -> [Grader.Outcome]
    {
        let grader = Grader(
            program: ProcessInfo.processInfo.environment["EVENTLINGS_EXECUTABLE"]
                ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
                .deletingLastPathComponent().appending(path: "eventlings").path)
        let outcomes = Mutex<[Int: Result<Grader.Outcome, any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: mutants.count) { index in
            let outcome = Result {
                try grader.grade(mutants[index].code, of: solution.exercise)
            }
            outcomes.withLock { $0[index] = outcome }
        }
        return try outcomes.withLock { outcomes in
            try mutants.indices.compactMap { try outcomes[$0]?.get() }
        }
    }
}
