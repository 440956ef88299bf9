import Foundation
import Glibc
import OutsideThePool
import Testing

/// `watch` and `replay` as a person meets them, with the ways in which editors save.
@Suite("Watching and replaying at a terminal", .serialized, .waitsForProcesses)
struct WatchAtATerminalTests {
    private typealias Keys = PseudoTerminal

    private static let verdict = "00 Two lines: a promise does not hold yet"

    private func solution(_ program: Program) -> URL {
        program.workspace.appending(path: "Sources/00-two-lines/Solution.swift")
    }

    private func watching(_ program: Program) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(program)
        try terminal.shows("eventlings>")
        terminal.type("start two-lines" + Keys.enter)
        try terminal.shows("eventlings>")
        terminal.type("watch" + Keys.enter)
        try waits(terminal)
        return terminal
    }

    /// It has graded, and waits for a save.
    private func waits(_ terminal: PseudoTerminal) throws {
        try terminal.shows(Self.verdict)
        try terminal.shows("q leaves.")
    }

    private func text(_ program: Program) throws -> String {
        try String(contentsOf: solution(program), encoding: .utf8)
    }

    @Test("However an editor saves, the save is graded, and the prompt comes back at the end")
    func saves() throws {
        try Program.using { program in
            let terminal = try watching(program)
            let file = solution(program)
            let original = try text(program)

            // In place.
            try Data("\(original)// 1\n".utf8).write(to: file)
            try waits(terminal)
            // VS Code and most others: a new file beside it, renamed over it.
            try Data("\(original)// 2\n".utf8).write(to: file, options: .atomic)
            try waits(terminal)
            // vim: the old one is renamed away, a new one written, the old one deleted.
            let backup = file.path + "~"
            #expect(rename(file.path, backup) == 0)
            try Data("\(original)// 3\n".utf8).write(to: file)
            #expect(unlink(backup) == 0)
            try waits(terminal)

            terminal.type("h")
            try terminal.shows("Hint 1 of")
            try terminal.shows("q leaves.")
            terminal.type(Keys.controlC)
            try terminal.shows("No longer watching.")
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("There are no topics")
        }
    }

    @Test("A burst of saves is graded once it is over, to the last of them")
    func burst() throws {
        try Program.using { program in
            let terminal = try watching(program)
            let original = try text(program)
            for number in 1...40 {
                try Data("\(original)// \(number)\n".utf8).write(
                    to: solution(program), options: number.isMultiple(of: 2) ? .atomic : [])
            }
            try program.swapTwoLines()
            // Each grading takes longer than the whole burst, so few of them fit in.
            let seen = try terminal.shows("00 Two lines: passed")
            #expect(seen.components(separatedBy: Self.verdict).count <= 4)
        }
    }

    @Test("After the pass it asks before it goes on")
    func asks() throws {
        try Program.using { program in
            let terminal = try watching(program)
            try program.swapTwoLines()
            try terminal.shows("00 Two lines: passed")
            let rest = try terminal.shows("Enter ends here")
            #expect(rest.contains("that is gone"))
            terminal.type(Keys.enter)
            try terminal.shows("eventlings>")
            terminal.type("list" + Keys.enter)
            try terminal.shows("two-lines")
        }
    }

    @Test("One walks through a story with keys, and leaves to the prompt")
    func replay() throws {
        try Program.using { program in
            let terminal = try watching(program)
            terminal.type("q")
            try terminal.shows("eventlings>")
            terminal.type("replay" + Keys.enter)
            try terminal.shows("The broker after this step")
            let first = try terminal.shows("Step 1/")
            #expect(!first.contains("PROMISE BROKEN"))
            terminal.type("p")
            #expect(try terminal.shows("q leave").contains("? keys"))
            try terminal.shows("PROMISE BROKEN")
            try terminal.shows("Why: ")
            terminal.type("\u{1B}[D")
            try terminal.shows("Step ")
            terminal.type("g")
            try terminal.shows("Step 1/")
            terminal.type("q")
            try terminal.shows("eventlings>")
            terminal.type("replay" + Keys.enter)
            try terminal.shows("Step 1/")
            terminal.type(Keys.controlC)
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("There are no topics")
        }
    }
}
