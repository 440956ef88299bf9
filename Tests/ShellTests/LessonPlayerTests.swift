import Foundation
import Shell
import Testing

/// A lesson played through a pipe, line by line.
@Suite struct LessonPlayerTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        try shell.write(
            """
            ---
            id: keys
            title: Keys
            minutes: 5
            objectives: [See where a key leads]
            prerequisites: []
            ---
            ## One

            Look.

            ```run
            topic create orders --partitions 2
            produce orders order-1=placed
            ```

            ```predict
            How many records then?

            choice: 1 | One
            choice: 2 | Two
            ask: records(orders)
            why: Nothing is overwritten.
            ```

            ```run
            produce orders order-1=paid
            ```

            ## Two

            ```try
            Send a third.

            check: records(orders) == 3
            check: records(orders, 0) == 3
            hint: It is the key that counts.
            answer: produce orders order-1=shipped
            wrong: produce orders order-2=x
            wrong: topics
            ```

            ```run
            read orders
            ```

            ```quiz
            What chose the partition?

            right: The key | Yes, its hash.
            wrong: The value | It is not looked at.
            wrong: Chance | There is none.
            ```

            ```exercise
            charge-once
            ```

            """, to: "Lessons/03-keys/01-keys.md")
    }

    private func play(_ lines: String...) -> String {
        shell.input = ["lesson keys"] + lines
        let outcome = shell.run("")
        return outcome.out + outcome.error
    }

    @Test("A run shows its commands with their output, and Enter goes on")
    func run() {
        let out = play("")
        #expect(
            out.contains("1/2  One\n\nLook.\n\n> topic create orders --partitions 2\norders has"))
        #expect(out.contains("order-1 → orders-0@0\n\nBefore you see it:\nHow many records then?"))
    }

    @Test("A wrong prediction is set beside what happened, without a word of blame")
    func wrongPrediction() {
        let out = play("", "1")
        #expect(
            out.hasSuffix(
                """
                > produce orders order-1=paid
                order-1 → orders-0@1

                → You said: One
                  What happened: Two
                Nothing is overwritten.

                """))
        #expect(play("", "2").contains("✓ As you said: Two"))
    }

    @Test("A prediction that is skipped is still answered")
    func skippedPrediction() {
        let out = play("", "skip")
        #expect(!out.contains("You said"))
        #expect(out.contains("→ What happened: Two\nNothing is overwritten."))
    }

    @Test("No other answer than those there are is taken")
    func noSuchAnswer() {
        #expect(play("", "7").contains("there is no answer 7; type a number from 1 to 2"))
        #expect(play("1").contains("There is nothing to choose here. Enter goes on."))
        #expect(play("", "").contains("Type the number of your answer, or `skip`."))
    }

    @Test("A task looks at the broker, not at the words, and tells what is done")
    func task() {
        let out = play("", "2", "", "produce orders order-2=x", "hint", "again")
        #expect(out.contains("✓ 1 of 2 things done.\n"))
        #expect(out.contains("It is the key that counts."))
        #expect(!out.contains("✓ Done."))
        let done = play("", "2", "", "produce orders --partition 0 whatever", "")
        #expect(done.contains("✓ Done. Enter goes on."))
    }

    @Test("After a task the lesson goes on from its own answer")
    func ownAnswer() {
        let out = play("", "2", "", "produce orders --partition 0 mine", "")
        #expect(out.contains("orders-0@2  order-1  shipped"))
        #expect(!out.contains("mine\n"))
    }

    @Test("A task that is skipped is done before the learner's eyes")
    func skippedTask() {
        let out = play("", "2", "", "skip")
        #expect(
            out.contains(
                """
                One way to do it:
                > produce orders order-1=shipped
                order-1 → orders-0@2

                > read orders
                """))
        #expect(!out.contains("on a copy"))
    }

    @Test("A task that is done can be done again")
    func again() {
        let out = play("", "2", "", "produce orders --partition 0 a", "again", "hint")
        #expect(out.contains("The broker is as it was when this task began."))
        #expect(out.hasSuffix("It is the key that counts.\n"))
    }

    @Test("Whoever wanders off does so on a copy")
    func wandering() {
        let out = play("produce orders order-9=x", "topics", "", "2", "", "skip")
        #expect(out.contains("orders           2        2"))
        #expect(!out.contains("order-9  x"))
    }

    @Test("A quiz explains each choice, and stays until the right one is found")
    func quiz() {
        let out = play("", "2", "", "skip", "", "3", "1")
        #expect(out.contains("→ Not quite.\nThere is none.\nChoose again, or `skip`.\n"))
        #expect(out.hasSuffix("✓ Right.\nYes, its hash.\n"))
    }

    @Test("The last screen hands over to the exercise, and the lesson is done")
    func handover() {
        let out = play("", "2", "", "skip", "", "1", "", "", "list")
        #expect(out.contains("Now write it yourself: Charge every order once"))
        #expect(out.contains("Your file: Workspace/Sources/06-charge-once/Solution.swift"))
        #expect(out.contains("✓ 3.1 keys"))
    }

    @Test("A lesson is done when its last screen is there, whichever way one goes on")
    func lastScreen() {
        let out = play("", "2", "", "skip", "", "1", "", "leave", "list")
        #expect(out.contains("You have left the lesson, and it is done."))
        #expect(out.contains("✓ 3.1 keys"))
    }

    @Test("A step of a lesson is named as feedback names it: ID#STEP")
    func step() {
        #expect(shell.run("lesson keys#2").out.contains("2/2  Two"))
        #expect(shell.run("lesson keys#3").error.contains("its steps are 1 to 2"))
    }

    @Test("Without an ID the next lesson is played")
    func nextLesson() {
        #expect(shell.run("lesson").out.contains("Lesson 3.1: Keys"))
    }

    @Test("Going back shows the screen before, on the broker as it was then")
    func back() {
        let out = play("", "2", "", "back", "back", "2")
        #expect(out.components(separatedBy: "order-1 → orders-0@1").count == 4)
        #expect(!out.contains("orders-0@2"))
    }

    @Test("A lesson that was left goes on at its step, on a broker rebuilt from its script")
    func resuming() {
        #expect(play("", "2", "", "leave", "list").contains("◐ 3.1 keys"))
        let out = play("topics")
        #expect(out.contains("from step 2 on"))
        #expect(out.contains("orders           2        2"))
    }

    @Test("The learner's own sandbox is there again after the lesson")
    func ownSandbox() {
        shell.input = ["topic create mine", "lesson keys", "topics", "leave", "topics"]
        let out = shell.run("").out
        #expect(out.components(separatedBy: "mine ").count == 3)
    }

    @Test("A planned lesson is known as such, an unknown one is answered with the nearest")
    func unknown() throws {
        try shell.write("the-log: The log\n", to: "Lessons/planned.yml")
        #expect(shell.run("lesson the-log").error.contains("planned and not written yet"))
        #expect(shell.run("lesson kyes").error.contains("did you mean `keys`?"))
    }

    @Test("Start plays a lesson, too; who takes an exercise for one is told which it is")
    func otherKind() {
        shell.input = ["start keys", "leave"]
        #expect(shell.run("").out.contains("Lesson 3.1: Keys"))
        #expect(
            shell.run("lesson charge-once").error
                .contains("charge-once is an exercise: `start charge-once` begins it"))
    }

    @Test("Where an exercise and a lesson begin alike, start takes the exercise")
    func prefix() throws {
        let lesson = try shell.read("Lessons/03-keys/01-keys.md")
        try shell.write(
            lesson.replacing("id: keys", with: "id: changes"), to: "Lessons/03-keys/02-changes.md")
        #expect(shell.run("start ch").out.hasPrefix("Charge every order once"))
    }

    @Test("A lesson's broker and one's own are saved and reset each by itself")
    func savedAndReset() throws {
        shell.input = [
            "topic create own", "lesson keys", "", "topic create mine", "save here",
            "sandbox reset", "topic create new", "save anew", "leave", "save outside",
        ]
        _ = shell.run("")
        #expect(
            try shell.read("here") == """
                topic create orders --partitions 2
                produce orders order-1=placed
                topic create mine

                """)
        #expect(try shell.read("anew") == "topic create new\n")
        #expect(try shell.read("outside") == "topic create own\n")
    }

    @Test("A script that is played in a lesson presses no Enter there")
    func script() throws {
        try shell.write("topics\n\ntopics\n", to: "script")
        let out = play("", "source script")
        #expect(out.matches(of: /How many records then/).count == 1)
    }

    @Test("check-course plays every block and names the line of what does not hold")
    func rehearsal() throws {
        #expect(!shell.run("check-course").out.contains("01-keys.md"))
        let lesson = try shell.read("Lessons/03-keys/01-keys.md")
        let faults = [
            ("choice: 2 | Two", "choice: 3 | Two", "`records(orders)` gives 2, which is no choice"),
            ("answer: produce orders order-1", "answer: produce orders order-2", "does not fulfil"),
            ("wrong: produce orders order-2", "wrong: produce orders order-1", "fulfils the task"),
            ("records(orders) == 3", "records(orders) == 2 or lag(g) == 0", "does not fulfil"),
            ("read orders\n", "read order\n", "there is no topic order"),
            ("read orders\n", "quit\n", "`quit` is no command for a lesson's broker"),
        ]
        for (from, to, message) in faults {
            try shell.write(lesson.replacing(from, with: to), to: "Lessons/03-keys/01-keys.md")
            let out = shell.run("check-course").out
            #expect(
                out.split(separator: "\n").contains {
                    $0.contains("01-keys.md:") && $0.contains(message)
                }, "\(to): \(out)")
        }
    }
}
