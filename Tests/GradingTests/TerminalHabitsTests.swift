import Foundation
import OutsideThePool
import Testing

/// What people expect of any program with a prompt.
@Suite("The habits of a terminal", .serialized, .waitsForProcesses)
struct TerminalHabitsTests {
    private typealias Keys = PseudoTerminal

    @Test("With vi keys in one's .editrc the prompt has vi keys")
    func viKeys() throws {
        try Program.using { program in
            _ = try program.write("bind -v\n", to: ".editrc")
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("topicss")
            try terminal.shows("topicss")
            terminal.type("\u{1B}x" + Keys.enter)
            try terminal.shows("There are no topics")
        }
    }

    @Test("What is typed beyond ASCII is taken in a container without a locale too")
    func typedWithoutLocale() throws {
        try Program.using { program in
            var program = program
            program.environment["LC_ALL"] = "C"
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type(
                "topic create t" + Keys.enter + "produce t --key crème 'one é'" + Keys.enter)
            try terminal.shows("crème -> t-0@0")
        }
    }

    @Test("What is printed fits the window that there is now", arguments: [60, 120])
    func resize(columns: Int) throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.resize(columns: columns)
            try terminal.shows("eventlings>")
            terminal.type("help" + Keys.enter)
            let lines = try terminal.shows("eventlings>").split(separator: "\n")
            let widest = lines.map(\.count).max() ?? 0
            #expect(widest <= columns && widest > columns - 20, "\(lines)")
        }
    }

    @Test("A story that somebody walks through is painted anew for the window that there is now")
    func resizeInAStory() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("start two-lines" + Keys.enter + "grade" + Keys.enter)
            try terminal.shows("when you have changed your file")
            try terminal.shows("eventlings>")
            terminal.type("replay" + Keys.enter + "n")
            try terminal.shows("Step 2/")
            terminal.resize(columns: 120)
            let painted = try terminal.shows("Step 2/")
            #expect(painted.contains("The broker after this step"))
            #expect(painted.split(separator: "\n").contains { $0.count > 80 }, "\(painted)")
            terminal.type("q")
            try terminal.shows("eventlings>")
        }
    }

    @Test("Ctrl-Z gives way to the shell, and fg comes back to the prompt")
    func suspend() throws {
        try Program.using { program in
            let start = "'\(program.executable)' --workspace '\(program.workspace.path)'"
            let terminal = try PseudoTerminal(
                program, running: ["/bin/sh", "-c", "set -m; \(start); echo away; fg; echo over"])
            try terminal.shows("eventlings>")
            terminal.type("topic create kept" + Keys.enter)
            try terminal.shows("kept has 1 partition")
            try terminal.shows("eventlings>")
            terminal.type("\u{1A}")
            try terminal.shows("away")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("kept")
            terminal.type("quit" + Keys.enter)
            try terminal.shows("over")
        }
    }

    @Test("A story, and a watch, go on after Ctrl-Z and fg: painted again, with keys and no lines")
    func suspendWithKeys() throws {
        try Program.using { program in
            let own = "'\(program.executable)' --workspace '\(program.workspace.path)'"
            let words =
                "\(own) start two-lines; \(own) grade; \(own) replay; COOK; fg; \(own) watch; COOK; fg; echo over"
                .replacing("COOK", with: "stty icanon echo; echo away")
            let terminal = try PseudoTerminal(
                program, running: ["/bin/sh", "-c", "set -m; \(words)"])
            try terminal.shows("Step 1/")
            terminal.awaitsKeys()
            terminal.type("n")
            try terminal.shows("Step 2/")
            terminal.type("\u{1A}")
            try terminal.shows("away")
            try terminal.shows("Step 2/")
            terminal.type("n")
            try terminal.shows("Step 3/")
            terminal.type("q")
            try terminal.shows("q leaves.")
            terminal.awaitsKeys()
            terminal.type("\u{1A}")
            try terminal.shows("away")
            try terminal.shows("q leaves.")
            terminal.type("q")
            try terminal.shows("No longer watching.")
            try terminal.shows("over")
        }
    }
}
