import Foundation
import OutsideThePool
import Testing

/// What a failing grade and its story look like on the screen.
@Suite("What is painted on the screen", .serialized, .waitsForProcesses)
struct PaintingTests {
    private typealias Keys = PseudoTerminal

    private func graded(
        _ options: String..., body: (PseudoTerminal) throws -> Void
    ) throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let terminal = try PseudoTerminal(
                program,
                running: [program.executable] + options + ["--workspace", program.workspace.path])
            try terminal.shows("eventlings>")
            terminal.type("grade" + Keys.enter)
            try terminal.shows("when you have changed your file")
            try terminal.shows("eventlings>")
            terminal.awaitsKeys()
            try body(terminal)
        }
    }

    @Test("Each step of a story is painted over the last one, and leaves nothing of it")
    func steps() throws {
        try graded { terminal in
            terminal.type("replay" + Keys.enter)
            for (key, step) in [
                ("", 1), ("n", 2), ("n", 3), ("G", 18), ("b", 17), ("f", 6), ("g", 1),
            ] {
                terminal.type(key)
                let screen = try terminal.screen(shows: "step \(step)") {
                    $0.lines.last?.hasPrefix("Step \(step)/18  Enter on") == true
                }
                let walk = screen.lines.lastIndex(of: "eventlings> replay") ?? 0
                let painted = screen.lines[(walk + 1)...]
                #expect(painted.count { $0.contains("Step ") } == 1)
                #expect(painted.count { $0.contains("time  packer-1") } == 1)
            }
        }
    }

    @Test("The fault is red, unless somebody wants no colours")
    func colours() throws {
        let red = 196
        try graded { #expect($0.screen.style(of: "CRASH")?.contains(red) == true) }
        try graded("--no-color") { terminal in
            #expect(terminal.screen.style(of: "CRASH") == [])
            #expect(terminal.screen.style(of: "eventlings>") == [])
        }
    }

    @Test("Plain output is nothing but text, the prompt's too")
    func plain() throws {
        try graded("--plain") { terminal in
            terminal.type("replay" + Keys.enter)
            try terminal.shows("1/18  At 0ms, packer-1: starts.")
            #expect(terminal.screen.sequences == 0)
        }
    }
}
