import Glibc

/// The simulator replaces its process's executor, so its tests run here, in a process of their own:
/// each subcommand prints plain lines, which the tests read.
@main
struct Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            try run(arguments.first ?? "", Array(arguments.dropFirst()))
        } catch {
            say("\(error)")
            exit(64)
        }
    }

    private static func run(_ subcommand: String, _ rest: [String]) throws {
        switch subcommand {
        case "awkward": try AwkwardSearch.run(rest)
        case "count": try TrialComparison.run(rest)
        case "compare": try LibraryComparison.run(rest)
        case "histories": try HistorySearch.run(rest)
        case "history": try HistorySearch.replay(rest)
        case "library": try LibraryReplay.run(rest)
        case "memory": try MemoryOfManySchedules.run(rest)
        case "planted": try PlantedBug.run(rest)
        case "prune": try PruningComparison.run(rest)
        case "prune-trial": try PruningComparison.runTrial(rest)
        case "points": try ChoicePointCount.run(rest)
        case "replay": try Replay.run(rest)
        case "requests": try RequestTrace.run(rest)
        case "strikes": try StrikeSearch.run(rest)
        case "successors": try StrikeSearch.runAll(rest)
        case "weakness": try WeaknessTable.run(rest)
        default: throw WrongUsage("no such subcommand: \(subcommand)")
        }
    }
}
