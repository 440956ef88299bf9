import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

@Suite("The command play")
struct PlayCommandTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        try shell.write(
            "// Charges, then commits.\nstruct Till: ChargeOnce {\n}\n",
            to: "Lessons/plays/charge-then-commit.swift")
        try shell.write(
            "// Commits, then packs.\nfinal class Packer: Sendable, TwoLines {\n}\n",
            to: "Lessons/plays/commit-then-pack.swift")
    }

    @Test("Without a name it lists the programs, each with what it does")
    func list() {
        let outcome = shell.run("play")
        let expected = """
              charge-then-commit  Charges, then commits.
              commit-then-pack    Commits, then packs.

            `play NAME` runs one in calm; `help play` lists the faults you can name.

            """
        #expect(outcome == .init(status: 0, out: expected, error: ""))
        #expect(shell.plays.isEmpty)
    }

    @Test("A course without programs says so")
    func empty() throws {
        try shell.write("", to: "Bare/Exercises/00-x/README.md")
        let outcome = shell.run("play --course \(shell.root.path)/Bare")
        #expect(outcome.out == "There are no programs to play in this course.\n")
    }

    @Test("The program is played against its exercise's contract, under the faults of the line")
    func submission() {
        #expect(shell.run("play charge --crash after:charge#2 --rewind").status == 0)
        let play = shell.plays.first
        #expect(play?.program.exercise == "charge-once")
        #expect(play?.program.contract == "ChargeOnce")
        #expect(play?.program.type == "Till")
        #expect(play?.program.file.hasSuffix("Lessons/plays/charge-then-commit.swift") == true)
        #expect(play?.faults.map(\.description) == ["--crash after:gateway.charge#2", "--rewind"])
    }

    @Test("It draws the story, then what held and what broke, why, and what took effect")
    func report() {
        shell.played = { _ throws(JudgeError) in
            PlayResult(
                verdict: FixedVerdicts.failed,
                effects: [
                    .init(call: .charge, subject: nil, count: 3),
                    .init(call: .charge, subject: "order-2", count: 1),
                    .init(call: .charge, subject: "order-1", count: 2),
                    .init(call: .commit, subject: nil, count: 1),
                ])
        }
        let outcome = shell.run("play charge-then-commit --crash after:charge")
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        let out = outcome.out
        #expect(out.hasPrefix("charge-then-commit: Charges, then commits.\n"))
        #expect(out.contains("What goes wrong: crash after gateway.charge.\n"))
        #expect(out.contains("PROMISE BROKEN"))
        let end = """

              ✓ Every order is charged
              ✗ No order is charged twice

            Why: order-1 was charged twice, because the crash came after the charge and
            before the commit.

            What took effect:
              gateway.charge  order-1 twice, order-2 once

            """
        #expect(out.hasSuffix(end), "\(out)")
        #expect(!out.contains("hint") && !out.contains("grade") && !out.contains("Think about"))
    }

    @Test("In calm it says that nothing goes wrong")
    func calm() {
        let out = shell.run("play commit-then-pack").out
        #expect(out.contains("Nothing goes wrong around it.\n"))
        #expect(!out.contains("✗") && !out.contains("Why"))
    }

    @Test("A fault that found nothing to strike is wrong usage, with the reason alone")
    func missed() {
        shell.played = { _ throws(JudgeError) in
            PlayResult(verdict: FixedVerdicts.told, missed: "`--rewind` strikes nothing: why.")
        }
        #expect(
            shell.run("play charge-then-commit --rewind")
                == .init(
                    status: 64, out: "", error: "eventlings: `--rewind` strikes nothing: why.\n"))
    }

    @Test("A program that breaks down has its story told, whatever it never came to")
    func breakdown() {
        var verdict = FixedVerdicts.told
        verdict.verdict = .crashed
        verdict.message = "It trapped."
        shell.played = { [verdict] _ throws(JudgeError) in
            PlayResult(verdict: verdict, missed: "nothing to strike")
        }
        let outcome = shell.run("play charge-then-commit --rewind")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("Why: It trapped."))
    }

    @Test("A program that does not compile is told in the compiler's words")
    func compileError() {
        shell.played = { _ throws(JudgeError) in
            PlayResult(verdict: FixedVerdicts.compileError)
        }
        let outcome = shell.run("play charge-then-commit")
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("error: expression is 'async'"))
    }

    @Test(
        "Wrong usage is one message that says what to do",
        arguments: [
            ("play chrge-then-commit", "there is no program `chrge-then-commit`; did you mean"),
            ("play nothing-like-it", "`play` shows all of them"),
            ("play c", "`c` could be charge-then-commit, commit-then-pack; type a little more"),
            ("play --crash after:commit", "Write `play NAME --crash after:commit`."),
            ("play charge commit", "one word too many; usage: play [NAME]"),
        ])
    func complaints(line: String, message: String) {
        let outcome = shell.run(line)
        #expect(outcome.status == 64)
        #expect(outcome.out == "")
        #expect(outcome.error.contains(message), "\(outcome.error)")
        #expect(shell.plays.isEmpty)
    }

    @Test("Programs that can't be read hide no others, and are named")
    func brokenProgram() throws {
        try shell.write("struct Till: ChargeOnce {}\n", to: "Lessons/plays/broken.swift")
        let list = shell.run("play")
        #expect(list.status == 0)
        #expect(list.out.contains("commit-then-pack"))
        #expect(list.error.contains("broken.swift:1: begin with"))
        let outcome = shell.run("play broken")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("this program can't be read: "))
    }

    @Test("Tab completes the names of programs, and the options that name faults")
    func completion() {
        let completions = Completions { naming, _ in naming == .play ? ["charge-then-commit"] : [] }
        #expect(completions.words("play ch") == ["charge-then-commit"])
        #expect(completions.words("play --c").contains("--crash"))
    }

    @Test("check-course plays every program in calm, and names those that don't run")
    func checkCourse() {
        shell.verdict = { submission, _ throws(JudgeError) in
            submission.file.hasSuffix("Model.swift") ? FixedVerdicts.passed : FixedVerdicts.failed
        }
        shell.played = { _ throws(JudgeError) in PlayResult(verdict: FixedVerdicts.compileError) }
        let out = shell.run("check-course").out
        #expect(shell.plays.map(\.faults) == [[], []])
        #expect(
            out.contains(
                "ROOT/Lessons/plays/commit-then-pack.swift: the program must compile and run; its "
                    + "verdict is compile-error"))
    }
}
