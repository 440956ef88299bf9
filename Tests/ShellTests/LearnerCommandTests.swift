import Foundation
import Judge
import Testing

@Suite struct LearnerCommandTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    @Test(
        "The story is told again without a file being touched, and start alone begins what is next")
    func task() throws {
        #expect(shell.run("start").out.contains("Pack every order"))
        _ = shell.run("start 06")
        try shell.write("// mine\n", to: "Workspace/Sources/06-charge-once/Solution.swift")
        #expect(shell.run("task").out == "Charge every order once\n")
        #expect(
            try shell.read("Workspace/Sources/06-charge-once/Solution.swift") == "// mine\n")
    }

    @Test("Start tells the story, writes the starter and says where it is")
    func start() throws {
        let outcome = shell.run("start charge")
        #expect(
            outcome
                == .init(
                    status: 0,
                    out: """
                        Charge every order once

                        Your file: Workspace/Sources/06-charge-once/Solution.swift
                        When you have changed it: `grade`. Stuck? `hint`. To read this again: `task`.

                        """, error: ""))
        #expect(
            try shell.read("Workspace/Sources/06-charge-once/Solution.swift").contains("Billing"))
        #expect(shell.exists("Workspace/Package.swift"))
    }

    @Test("A second start leaves the file and names it; restore keeps it beside the starter")
    func keepsFiles() throws {
        let file = "Workspace/Sources/06-charge-once/Solution.swift"
        try shell.write("my work", to: file)
        #expect(shell.run("start 06").out.contains("as you left it:\n\(file)"))
        #expect(try shell.read(file) == "my work")
        let restored = shell.run("restore 06")
        #expect(restored.out.contains("Solution.1.swift.txt"))
        #expect(
            try shell.read("Workspace/Sources/06-charge-once/Solution.1.swift.txt") == "my work")
        #expect(try shell.read(file).contains("Billing"))
    }

    @Test(
        "An unknown or ambiguous id is one message with what to type, and status 64",
        arguments: [
            (
                "start charge-onec",
                "there is no exercise `charge-onec`; did you mean `charge-once`?"
            ),
            ("hint kubernetes", "there is no exercise `kubernetes`; `list` shows all of them"),
        ])
    func unknownID(line: String, message: String) {
        #expect(
            shell.run(line) == .init(status: 64, out: "", error: "eventlings: \(message)\n"))
    }

    @Test("Hints come one after the other and are counted; the last one stays")
    func hints() {
        _ = shell.run("start 06")
        #expect(
            shell.run("hint").out
                == "Hint 1 of 2 for charge-once\nThink of a crash.\n")
        #expect(
            shell.run("hint").out
                == "Hint 2 of 2 for charge-once\nThink of the next line.\n")
        #expect(shell.run("hint").out.hasSuffix("That was the last one; there are no more.\n"))
        #expect(shell.run("hint 07").out.hasPrefix("Hint 1 of 2 for stock-ledger"))
    }

    @Test("The model solution opens with the first pass, and is refused kindly before")
    func solution() {
        _ = shell.run("start 06")
        let before = shell.run("solution")
        #expect(before.status == 1)
        #expect(before.out == "")
        #expect(before.error.contains("opens once yours has passed"))
        _ = shell.run("grade")
        #expect(
            shell.run("solution")
                == .init(
                    status: 0, out: "final class Billing {}\n\nBecause it is simple.\n", error: ""))
    }

    @Test("The map shows every exercise with where one stands, and what is next")
    func list() {
        _ = shell.run("start 00")
        _ = shell.run("grade")
        _ = shell.run("start 06")
        #expect(
            shell.run("list").out == """
                Module 3
                  ✓  00 two-lines  Pack every order (exercise, 20 min, medium)
                  ◐  06 charge-once  Charge every order once (exercise, 20 min, medium)  ← next
                  ·  07 stock-ledger  Count the stock (exercise, 20 min, medium)

                1 of 3 done.  · not started  ◐ started  ✓ done

                """)
        let plain = shell.run("list --plain").out
        #expect(plain.contains("done: 00 two-lines"))
        #expect(plain.allSatisfy { $0.isASCII })
    }

    @Test("The map as JSON has stable keys")
    func listJSON() throws {
        _ = shell.run("start 06")
        let object = try JSONSerialization.jsonObject(with: Data(shell.run("list --json").out.utf8))
        let map = try #require(object as? [String: Any])
        #expect(map["next"] as? String == "charge-once")
        let exercises = try #require(map["exercises"] as? [[String: Any]])
        #expect(
            exercises.map { $0["id"] as? String } == ["two-lines", "charge-once", "stock-ledger"])
        #expect(
            exercises.map { $0["state"] as? String } == ["not-started", "started", "not-started"])
        #expect(
            Set(exercises[0].keys) == [
                "difficulty", "id", "minutes", "module", "number", "state", "title",
            ])
    }

    @Test("Looking around makes no file")
    func noTraces() {
        for line in ["list", "next", "help", "list --json", "grade", "solution 06"] {
            _ = shell.run(line)
        }
        #expect(!shell.exists("Workspace"))
    }

    @Test("Next goes from start to grade to replay to the next exercise")
    func next() throws {
        #expect(shell.run("next").out == "`start two-lines`: Pack every order (20 min)\n")
        _ = shell.run("start 06")
        #expect(shell.run("next").out.contains("`grade charge-once`"))
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.failed }
        _ = shell.run("grade")
        #expect(shell.run("next").out.contains("`replay charge-once`"))
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.passed }
        for id in ["00", "06", "07"] {
            _ = shell.run("start \(id)")
            _ = shell.run("grade")
        }
        #expect(shell.run("next").out.contains("done everything"))
    }

    @Test("A workspace that can't be written is one message with path and remedy")
    func notWritable() throws {
        try shell.write("a file, no folder", to: "blocked")
        let outcome = shell.run("start 06 --workspace blocked/inner")
        #expect(outcome.status == 64)
        #expect(outcome.out == "")
        #expect(outcome.error.split(separator: "\n").count == 1)
        #expect(outcome.error.contains("ROOT/blocked/inner"))
        #expect(outcome.error.contains("--workspace DIR"))
    }

    @Test("A damaged log of progress is set aside untouched, and said")
    func damagedProgress() throws {
        let bytes = "this is no log, but it may be precious to somebody, so it stays as it is"
        try shell.write(bytes, to: "Workspace/.eventlings/progress.log")
        let outcome = shell.run("list")
        #expect(outcome.status == 0)
        #expect(outcome.error.contains("Workspace/.eventlings/progress.log.damaged-1"))
        #expect(try shell.read("Workspace/.eventlings/progress.log.damaged-1") == bytes)
        #expect(shell.run("start 06").error == "")
        #expect(shell.run("list").out.contains("◐  06"))
    }

    @Test("Another workspace and another course are taken where they are named")
    func elsewhere() throws {
        _ = shell.run("start 06 --workspace other")
        #expect(shell.exists("other/Sources/06-charge-once/Solution.swift"))
        #expect(!shell.exists("Workspace"))
        let none = shell.run("list --course nowhere")
        #expect(none.status == 64)
        #expect(none.error.contains("nowhere/Exercises"))
    }

    @Test("Doctor says what is in order, and fails when something isn't")
    func doctor() throws {
        #expect(shell.run("doctor").out.contains("✓ course: 3 exercises"))
        try shell.write("a file, no folder", to: "blocked")
        let broken = shell.run("doctor --workspace blocked")
        #expect(broken.status == 69)
        #expect(broken.out.contains("✗ workspace: can't write"))
    }
}
