/// The simulator replaces its process's executor, so its tests run here, in a process of their own:
/// each subcommand prints plain lines, which the tests read.
@main
struct Main {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let rest = Array(arguments.dropFirst())
        switch arguments.first {
        case "awkward": try AwkwardSearch.run(rest)
        case "count": try ScheduleCount.run(rest)
        case "compare": try LibraryComparison.run(rest)
        case "library": try LibraryReplay.run(rest)
        case "memory": try MemoryOfManySchedules.run(rest)
        case "planted": try PlantedBug.run(rest)
        case "points": try ChoicePointCount.run(rest)
        case "replay": try Replay.run(rest)
        case "requests": try RequestTrace.run(rest)
        case "strike": try StrikeSearch.run(rest)
        case "strikes": try StrikeSearch.runAll(rest)
        default: throw WrongUsage("no such subcommand: \(arguments.first ?? "")")
        }
    }
}
