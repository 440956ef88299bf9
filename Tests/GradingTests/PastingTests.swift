import Foundation
import OutsideThePool
import Testing

@Suite("Pasting, and completing what has blanks", .serialized, .waitsForProcesses)
struct PastingTests {
    private typealias Keys = PseudoTerminal

    @Test("A tab that is pasted is layout before a line, and a character in quotes")
    func tabs() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.awaitsKeys()
            terminal.type("\ttopic create kept" + Keys.enter)
            let shown = try terminal.shows("kept has 1 partition")
            #expect(!shown.contains("produce"))
            terminal.type("produce kept 'a\tb'" + Keys.enter)
            try terminal.shows("kept-0@0")
            terminal.type("read kept" + Keys.enter)
            try terminal.shows("kept-0@0  –    a    b")
        }
    }

    @Test("Tab completes a path with blanks, each behind a backslash")
    func blanks() throws {
        try Program.using { program in
            _ = try program.write("topic create alpha\n", to: "my own script")
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("source \(program.folder.path)/my" + Keys.tab + Keys.enter)
            try terminal.shows("alpha has 1 partition")
        }
    }
}
