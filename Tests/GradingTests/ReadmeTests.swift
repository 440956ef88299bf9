import Foundation
import OutsideThePool
import Testing

@Suite("The README", .waitsForProcesses)
struct ReadmeTests {
    /// `EVENTLINGS_CAPTURES=write swift test --filter ReadmeTests` writes them anew.
    private static var writesCaptures: Bool {
        ProcessInfo.processInfo.environment["EVENTLINGS_CAPTURES"] == "write"
    }

    private static let file = Program.repository.appending(path: "README.md")

    @Test("Its captures are what the program prints, command by command")
    func captures() throws {
        let readme = try String(contentsOf: Self.file, encoding: .utf8)
        let written = Captures(readme)
        #expect(written.sessions.count >= 3)
        let real = try Program.using { program in
            _ = try program.run("start", "two-lines")
            return try written.replayed(by: program)
        }
        guard Self.writesCaptures else {
            #expect(real == readme)
            return
        }
        try Data(real.utf8).write(to: Self.file)
    }
}

/// The sessions that a text shows, in fences that open with three backticks and `console`.
///
/// A line that begins with a prompt was typed, a line in parentheses was done outside of the
/// program, all else is output.
private struct Captures {
    struct Session {
        /// The lines between the fences.
        var range: Range<Int>
        var typed: [(prompt: String, line: String)] = []
        var swapsTwoLines = false
    }

    private let lines: [String]
    private(set) var sessions: [Session] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var begin: Int?
        for (index, line) in lines.enumerated() {
            if line == "```console" {
                begin = index + 1
            } else if line == "```", let first = begin {
                sessions.append(Self.session(first..<index, of: lines))
                begin = nil
            }
        }
    }

    private static func session(_ range: Range<Int>, of lines: [String]) -> Session {
        var session = Session(range: range)
        for line in lines[range] {
            if let match = line.wholeMatch(of: /((?:eventlings|[a-z-]+ \d\/\d \([^)]*\))>) ?(.*)/) {
                session.typed.append((String(match.1), String(match.2)))
            }
            if line == Self.swap { session.swapsTwoLines = true }
        }
        return session
    }

    private static let swap = "(You open the file, and swap two lines.)"

    /// The same text with what the program says now.
    func replayed(by program: Program) throws -> String {
        var result = lines
        // Sessions follow each other in one workspace, so they are played in their order.
        let shown = try sessions.map { try replay($0, program) }
        for (session, lines) in zip(sessions, shown).reversed() {
            result.replaceSubrange(session.range, with: lines)
        }
        return result.joined(separator: "\n")
    }

    private func replay(_ session: Session, _ program: Program) throws -> [String] {
        var shown: [String] = []
        if session.swapsTwoLines {
            try program.swapTwoLines()
            shown.append(Self.swap)
        }
        // This answer stands between the others, and is none of theirs.
        let input = session.typed.map { "\($0.line)\n--version\n" }.joined()
        let mark = try program.run("--version").output
        let outcome = try program.run([], input: input)
        #expect(outcome.complaint == "")
        let duration = /It took \d+\.\d\d s/
        let known = lines[session.range].compactMap { $0.firstMatch(of: duration)?.output }.first
        for (typed, answer) in zip(session.typed, outcome.output.components(separatedBy: mark)) {
            shown.append(typed.line.isEmpty ? typed.prompt : "\(typed.prompt) \(typed.line)")
            shown += answer.replacing(program.workspace.path, with: "Workspace")
                .replacing(duration, with: { known ?? $0.output })
                .trimmingCharacters(in: .newlines).components(separatedBy: "\n")
                .filter { !answer.isEmpty || !$0.isEmpty }
        }
        return shown
    }

}
