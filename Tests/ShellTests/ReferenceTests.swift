import Foundation
import Testing

@testable import Shell

@Suite("The reference of commands in the README") struct ReferenceTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")

    /// `EVENTLINGS_CAPTURES=write swift test --filter ReferenceTests` writes it anew.
    private static var isWritten: Bool {
        ProcessInfo.processInfo.environment["EVENTLINGS_CAPTURES"] == "write"
    }

    private static let head = ["| command | does |", "|---|---|"]

    /// One row for each command, but for those of the sandbox, which share one.
    private static var table: [String] {
        let sandbox = Command.all.filter { $0.section == .sandbox }
        let names = sandbox.map { "`\($0.name)`" }.joined(separator: ", ")
        let rows = Command.Section.allCases.flatMap { section in
            section == .sandbox
                ? ["| \(names) | play with a broker; `help COMMAND` explains each |"]
                : Command.all.filter { $0.section == section }.map { command in
                    "| `\(cell(usage(of: command)))` | \(cell(command.summary)) |"
                }
        }
        return head + rows
    }

    /// Many options would fill the page: `help` has them.
    private static func usage(of command: Command) -> String {
        command.options.count > 4 ? "\(command.signature) [OPTION…]" : command.usage
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    @Test("It is the command table")
    func table() throws {
        var lines = try String(contentsOf: Self.file, encoding: .utf8)
            .components(separatedBy: "\n")
        let begin = try #require(lines.firstIndex(of: Self.head[0]))
        let end = try #require(lines[begin...].firstIndex { !$0.hasPrefix("|") })
        if Self.isWritten {
            lines.replaceSubrange(begin..<end, with: Self.table)
            try Data(lines.joined(separator: "\n").utf8).write(to: Self.file)
        } else {
            #expect(Array(lines[begin..<end]) == Self.table)
        }
    }
}
