import Judge
import Testing

@testable import Shell

@Suite("Authors begin lessons and exercises")
struct NewCommandTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        try shell.write("idempotent-handlers: Idempotent\noutbox: Two \"writes\"\n", to: plan)
        try shell.write("", to: "Lessons/03-idempotence/.gitkeep")
        for folder in ["00-two-lines", "06-charge-once", "07-stock-ledger"] {
            for number in 1...6 {
                let catalogue = "Tests/Catalogue/\(folder)"
                try shell.write("// A design\n", to: "\(catalogue)/correct/S\(number).swift")
                try shell.write(
                    "// diagnosis: mistake — what it is\n",
                    to: "\(catalogue)/wrong/S\(number).swift")
            }
        }
        shell.verdict = { submission, _ throws(JudgeError) in
            if submission.contract == "Inbox" { throw .noContract("Inbox") }
            return submission.file.hasSuffix("Model.swift")
                ? FixedVerdicts.passed : FixedVerdicts.failed
        }
    }

    private let plan = "Lessons/planned.yml"

    @Test("A new lesson passes check-course as it stands, and can be played")
    func lesson() {
        let outcome = shell.run("new lesson sagas")
        #expect(outcome.status == 0)
        #expect(outcome.out.hasPrefix("Lessons/03-idempotence/01-sagas.md is lesson 3.1"))
        #expect(!outcome.out.contains("plan"))
        let check = shell.run("check-course")
        #expect(check.out == "1 lessons, 3 exercises, and nothing to mend.\n", "\(check.out)")
        shell.input = ["", "2", "", "", "produce orders order-1=shipped", "", "2"]
        let played = shell.run("lesson sagas")
        #expect(played.error == "")
        #expect(played.out.contains("What should the reader remember?"))
    }

    @Test("A planned lesson is named as planned, and its line is to be taken off the plan")
    func planned() throws {
        let outcome = shell.run("new lesson outbox")
        #expect(outcome.out.contains("Lessons/planned.yml:2"))
        #expect(try shell.read("Lessons/03-idempotence/01-outbox.md").contains(#"\"writes\""#))
        #expect(
            shell.run("check-course").out
                == "ROOT/Lessons/planned.yml:2: `outbox` is there already; take it off this list\n")
        try shell.write("idempotent-handlers: Idempotent\n", to: plan)
        #expect(shell.run("check-course").status == 0)
    }

    @Test("A new exercise says what is left to do, and check-course finds that and nothing else")
    func exercise() {
        let outcome = shell.run("new exercise inbox")
        #expect(outcome.status == 0)
        #expect(outcome.out.hasPrefix("Exercises/08-inbox is exercise 08."))
        for point in [
            "public protocol Inbox", "Tests/Catalogue/08-inbox/correct", "InboxSuite",
            "Suites.swift", "3 or more", "6 or more", "check-course",
        ] {
            let text = outcome.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains(point))
        }
        let expected = """
            ROOT/Tests/Catalogue/08-inbox/correct: 0 solutions, and 3 are the least
            ROOT/Tests/Catalogue/08-inbox/wrong: 0 solutions, and 6 are the least
            ROOT/Exercises/08-inbox: Eventlings has no contract `Inbox`: write the protocol in \
            Sources/Eventlings/Contracts, then run `swift build`.

            """
        #expect(shell.run("check-course").out == expected)
        shell.verdict = { submission, _ throws(JudgeError) in
            throw .noSuite(exercise: submission.exercise)
        }
        #expect(shell.run("check-course").out.contains("08-inbox: `inbox` has no suite"))
    }

    @Test("Another course than our own gets it, if it is named")
    func otherCourse() throws {
        try shell.write("", to: "mine/Lessons/02-keys/.gitkeep")
        #expect(shell.run("new lesson sagas --course mine --module 2").status == 0)
        #expect(shell.exists("mine/Lessons/02-keys/01-sagas.md"))
        #expect(shell.run("new exercise inbox --course mine").status == 0)
        #expect(shell.exists("mine/Exercises/01-inbox/exercise.yml"))
        #expect(shell.exists("mine/Tests/Catalogue/01-inbox/correct/.gitkeep"))
        #expect(!shell.exists("Exercises/08-inbox"))
    }

    @Test(
        "What can't be begun is refused in one line, and nothing is written",
        arguments: [
            ("new lesson Sagas", "`Sagas` is no id"),
            ("new lesson two-lines", "`two-lines` is the id of exercise 00 already"),
            ("new exercise two-lines", "`two-lines` is the id of exercise 00 already"),
            ("new exercise 06-inbox", "`08-inbox` would be free"),
            ("new exercise outbox", "`outbox` is the id of a planned lesson"),
            ("new lesson sagas --module 4", "there is no module 4"),
            ("new lesson sagas --module x", "`x` is no module"),
            ("new lesson sagas --module 0", "`0` is no module"),
            ("new lesson sagas --course nowhere", "there is no folder ROOT/nowhere"),
            ("new lesson sagas --course Exercises", "ROOT/Exercises is no course"),
            ("new lesson", "ID is missing; usage: new lesson ID [--module N]"),
            ("new lesson a b", "`b` is one word too many"),
            ("new", "`new` goes on with `exercise`, `lesson`"),
            ("new play x", "`new` goes on with `exercise`, `lesson`, not `play`"),
        ])
    func refused(line: String, message: String) {
        let outcome = shell.run(line)
        #expect(outcome.status == 64)
        #expect(outcome.out == "")
        #expect(outcome.error.contains(message), "\(outcome.error)")
        #expect(outcome.error.split(separator: "\n").count == 1)
        #expect(!shell.exists("Lessons/03-idempotence/01-sagas.md"))
        #expect(!shell.exists("Exercises/08-inbox"))
    }

    @Test(
        "Questions are to come, and it is said so",
        arguments: ["new question x", "help new question"])
    func questions(line: String) {
        let outcome = shell.run(line)
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("they come with the interview mode"))
    }

    @Test("A word that is nearly one of them is understood")
    func nearly() {
        #expect(shell.run("nwe lesson x").error.contains("did you mean `new`?"))
        #expect(shell.run("help new").out.contains("new exercise ID [--module N]"))
    }

    @Test("Tab completes what can be begun, and a lesson's id from the plan")
    func completion() {
        func words(_ typed: String...) -> String {
            shell.run(arguments: ["completion", "bash", "--"] + typed).out
        }
        #expect(words("new", "") == "exercise\nlesson\n")
        #expect(words("new", "lesson", "out") == "outbox\n")
        #expect(words("new", "exercise", "out") == "")
        #expect(words("new", "lesson", "outbox", "--m") == "--module\n")
    }
}
