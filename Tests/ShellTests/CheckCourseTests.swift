import Judge
import Testing

@Suite struct CheckCourseTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        try shell.write("idempotent-handlers: Idempotent", to: "Lessons/planned.yml")
        for folder in ["00-two-lines", "06-charge-once", "07-stock-ledger"] {
            for number in 1...6 {
                let catalogue = "Tests/Catalogue/\(folder)"
                try shell.write("// A design\n", to: "\(catalogue)/correct/S\(number).swift")
                try shell.write(
                    "// diagnosis: mistake — what it is\n",
                    to: "\(catalogue)/wrong/S\(number).swift")
            }
        }
    }

    @Test("A course whose models pass and whose starters fail has nothing to mend")
    func clean() {
        shell.verdict = { submission, _ throws(JudgeError) in
            submission.file.hasSuffix("Model.swift") ? FixedVerdicts.passed : FixedVerdicts.failed
        }
        #expect(
            shell.run("check-course")
                == .init(
                    status: 0, out: "3 exercises, and nothing to mend.\n", error: ""))
        #expect(shell.orders.count == 6)
    }

    @Test("Models that fail, starters that pass and stray files are findings, one a line")
    func findings() throws {
        shell.verdict = { submission, _ throws(JudgeError) in
            submission.file.hasSuffix("06-charge-once/Model.swift")
                ? FixedVerdicts.failed
                : submission.file.hasSuffix("Model.swift")
                    || submission.file.hasSuffix("07-stock-ledger/Starter.swift")
                    ? FixedVerdicts.passed : FixedVerdicts.failed
        }
        try shell.write("", to: "Exercises/00-two-lines/notes.txt")
        let outcome = shell.run("check-course")
        #expect(outcome.status == 1)
        let expected = """
            ROOT/Exercises/00-two-lines/notes.txt: no such file belongs to an exercise; move or \
            delete it
            ROOT/Exercises/06-charge-once/Model.swift: the model must pass; its verdict is failed \
            (effect-and-marker-apart)
            ROOT/Exercises/07-stock-ledger/Starter.swift: the starter must compile and fail with \
            a story; its verdict is passed

            """
        #expect(outcome.out == expected)
    }

    @Test("A starter may also return too early, if it is told why")
    func returningStarter() {
        var early = FixedVerdicts.failed
        early.verdict = .endedEarly
        shell.verdict = { submission, _ throws(JudgeError) in
            submission.file.hasSuffix("Model.swift") ? FixedVerdicts.passed : early
        }
        #expect(shell.run("check-course").status == 0)
        early.diagnosis = nil
        #expect(shell.run("check-course").status == 1)
    }

    @Test("A lesson may show a commit that the broker refuses")
    func refusedCommit() throws {
        shell.verdict = { submission, _ throws(JudgeError) in
            submission.file.hasSuffix("Model.swift") ? FixedVerdicts.passed : FixedVerdicts.failed
        }
        let lesson = """
            ---
            id: zombies
            title: Zombies
            minutes: 5
            objectives: [See a commit refused]
            prerequisites: []
            ---
            ## Too late

            Who was silent for too long is no member any more.

            ```run
            topic create t
            produce t x
            join g as m on t
            poll m
            pause m
            wait 1m
            resume m
            commit m
            ```

            ```predict
            How many records are there?

            choice: 0 | None
            choice: 1 | One
            ask: records(t)
            why: A refused commit changes no log.
            ```

            ```run
            read t
            ```

            ```try
            Produce one more.

            check: records(t) == 2
            hint: produce does it.
            answer: produce t y
            wrong: topics
            ```

            ```quiz
            Who commits?

            right: A member | Nobody else may.
            wrong: A zombie | It is refused.
            wrong: The broker | It only keeps what is committed.
            ```

            """
        try shell.write(lesson, to: "Lessons/03-zombies/01-zombies.md")
        #expect(shell.run("check-course").status == 0)
    }

    @Test("What needs no judge is told even when the judge fails")
    func judgeFails() throws {
        shell.verdict = { _, _ throws(JudgeError) in throw .graderFailed("oh", report: "") }
        try shell.write("", to: "Exercises/00-two-lines/notes.txt")
        let outcome = shell.run("check-course")
        #expect(outcome.status == 70)
        #expect(outcome.out.contains("notes.txt"))
    }
}
