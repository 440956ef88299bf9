import Foundation
import OutsideThePool
import Testing

@Suite("A learner's own editor", .serialized, .waitsForProcesses)
struct EditorTests {
    private typealias Keys = PseudoTerminal

    /// A program with an exercise begun, and an editor made of a few lines of shell.
    private func using(
        editor script: String, _ body: (PseudoTerminal, Program) throws -> Void
    ) throws {
        try Program.using { program in
            var program = program
            let editor = try program.write(script, to: "editor")
            program.environment["VISUAL"] = "sh \(editor) --now"
            _ = try program.run("start", "two-lines")
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            try body(terminal, program)
        }
    }

    @Test("Open waits for the editor, and the prompt works after one that leaves the terminal raw")
    func terminalIsRestored() throws {
        let script = """
            stty raw -echo
            printf 'editing:%s' "$1"
            key=$(dd bs=1 count=1 2>/dev/null)
            printf '// %s\\n' "$key" > "$2"
            """
        try using(editor: script) { terminal, program in
            terminal.type("open" + Keys.enter)
            try terminal.shows("editing:--now")
            terminal.type("x")
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("topics\n")
            try terminal.shows("There are no topics")
            let file = program.workspace.appending(path: "Sources/00-two-lines/Solution.swift")
            #expect(try String(contentsOf: file, encoding: .utf8) == "// x\n")
        }
    }

    @Test("An editor that is killed by Ctrl-C leaves the prompt as it was, and is named")
    func interrupted() throws {
        try using(editor: "echo editing; exec tail -f /dev/null") { terminal, _ in
            terminal.type("open" + Keys.enter)
            try terminal.shows("editing\n")
            terminal.type(Keys.controlC)
            try terminal.shows("with status 130")
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("There are no topics")
        }
    }

    /// By hand, as the server first builds what the file imports: minutes, on a busy machine.
    @Test(
        "In the workspace SourceKit-LSP completes `orders.` and shows what `poll` promises",
        .enabled(if: ProcessInfo.processInfo.environment["EVENTLINGS_EDITOR"] == "1"))
    func languageServer() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let file = program.workspace.appending(path: "Sources/00-two-lines/Solution.swift")
            let starter = try String(contentsOf: file, encoding: .utf8)
            var lines = starter.components(separatedBy: "\n")
            let loop = try #require(lines.firstIndex { $0.contains("orders.poll()") })
            lines.insert("        orders.", at: loop)
            let polling = lines[loop + 1]
            let poll = try #require(polling.range(of: "poll"))

            let server = try LanguageServer(in: program.workspace)
            try server.open(file, text: lines.joined(separator: "\n"))
            let completions = try server.completions(in: file, line: loop, column: 15)
            #expect(completions.contains { $0.hasPrefix("poll(") }, "\(completions)")
            let column = polling.distance(from: polling.startIndex, to: poll.lowerBound)
            let hover = try server.hover(in: file, line: loop + 1, column: column + 1)
            #expect(hover.contains("func poll("))
            #expect(hover.contains("Returns the next records"))
        }
    }
}
