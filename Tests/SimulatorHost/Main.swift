/// The simulator replaces its process's executor, so its tests run here, in a process of their own:
/// each subcommand prints plain lines, which the tests read.
@main
struct Main {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let rest = Array(arguments.dropFirst())
        switch arguments.first {
        case "requests": try RequestTrace.run(rest)
        default: throw UnknownSubcommand(name: arguments.first ?? "")
        }
    }
}

struct UnknownSubcommand: Error {
    let name: String
}
