import Foundation
import OutsideThePool
import Testing

@Suite("Output that can't be written", .serialized, .waitsForProcesses)
struct UnwritableOutputTests {
    /// Through a shell, which opens and closes what the program is to write to.
    private func run(_ program: Program, _ words: String) throws -> Program.Outcome {
        var shell = program
        shell.executable = "/bin/sh"
        let own = "'\(program.executable)' --workspace '\(program.workspace.path)'"
        return try shell.run(["-c", "\(own) \(words)"])
    }

    @Test(
        "On a full disk, and where it is closed, one line says so, and the status",
        arguments: [
            (">/dev/full", "No space left on device"), (">&-", "Bad file descriptor"),
        ])
    func output(redirection: String, reason: String) throws {
        try Program.using { program in
            let outcome = try run(program, "list \(redirection)")
            #expect(outcome.status == 74)
            #expect(outcome.complaint == "eventlings: can't write the output: \(reason)\n")
        }
    }

    @Test("A complaint that nobody can read leaves the status", arguments: ["2>&-", "2>/dev/full"])
    func complaint(redirection: String) throws {
        try Program.using { program in
            let outcome = try run(program, "nonsense \(redirection)")
            #expect(outcome.status == 64)
            #expect(outcome.complaint == "")
        }
    }

    @Test("What is printed to a closed output gets into no file")
    func closed() throws {
        try Program.using { program in
            // The sandbox keeps its files open while the command prints.
            let made = try run(program, "topic create kept --data sandbox >&-")
            #expect(made.status == 74)
            let topics = try program.run("topics", "--data", "sandbox")
            #expect(topics.output.contains("kept"))
        }
    }

    @Test("Who reads the beginning only is left in peace")
    func pipe() throws {
        try Program.using { program in
            let outcome = try run(program, "list | head -1")
            #expect(outcome.status == 0)
            #expect(outcome.complaint == "")
        }
    }
}
