import Foundation

/// `swift run -c release benchmarks [broker|grading|terminal] [--json]`
@main
struct Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let groups = arguments.filter { !$0.hasPrefix("-") }
        guard groups.allSatisfy(Self.groups.contains),
            arguments.allSatisfy({ !$0.hasPrefix("-") || $0 == "--json" })
        else {
            fail("usage: benchmarks [broker|grading|terminal] [--json]", status: 64)
        }
        let asJSON = arguments.contains("--json")
        do {
            for group in groups.isEmpty ? Self.groups : groups {
                for figure in try await figures(of: group) {
                    print(asJSON ? try figure.json : figure.line)
                }
            }
        } catch {
            fail("\(error)", status: 1)
        }
    }

    private static let groups = ["broker", "grading", "terminal"]

    private static func figures(of group: String) async throws -> [Figure] {
        switch group {
        case "broker":
            try await ClientBenchmarks().figures() + LogBenchmarks().figures()
                + GroupBenchmarks().figures()
        case "terminal": try TerminalBenchmarks().figures()
        default: try GradingBenchmarks().figures()
        }
    }

    private static func fail(_ message: String, status: Int32) -> Never {
        FileHandle.standardError.write(Data("benchmarks: \(message)\n".utf8))
        exit(status)
    }
}
