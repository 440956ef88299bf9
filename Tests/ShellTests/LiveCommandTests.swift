import Judge
import Testing

@testable import Shell

@Suite("The command run --live")
struct LiveCommandTests {
    @Test("Without the topic it names the command that makes it, and starts nothing")
    func noTopic() throws {
        let shell = try TestShell()
        try shell.write("", to: "My.swift")
        shell.started = { _, _ throws(JudgeError) in
            Issue.record("it was started")
            throw .stopped
        }
        let outcome = shell.run("run --live two-lines --file My.swift")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("`topic create orders` makes it"))
    }

    @Test("It starts the file as the exercise's first process")
    func start() throws {
        let shell = try TestShell()
        shell.input = ["topic create orders", "run --live two-lines --file My.swift"]
        var asked: [(Submission, String)] = []
        shell.started = { submission, name throws(JudgeError) in
            asked.append((submission, name))
            throw .stopped
        }
        _ = shell.run(arguments: [])
        #expect(asked.map(\.1) == ["two-lines-1"])
        #expect(asked.first?.0.type == "Packing")
    }

    @Test("What the compiler says of a file is told, and nobody has joined")
    func compileError() throws {
        let shell = try TestShell()
        shell.input = [
            "topic create orders", "run --live two-lines --file My.swift", "members",
        ]
        shell.started = { submission, _ throws(JudgeError) in
            .unplayable(
                Verdict(
                    exercise: submission.exercise, verdict: .compileError,
                    message: "Close the brace.", compilerOutput: "My.swift:1:1: error: no"))
        }
        let outcome = shell.run(arguments: [])
        #expect(outcome.error.contains("Close the brace.\nMy.swift:1:1: error: no"))
        #expect(outcome.out.contains("No members."))
    }

    @Test("Help says what becomes of Task.sleep")
    func help() throws {
        #expect(try TestShell().run("help run").out.contains("Task.sleep"))
    }
}
