import Testing

/// Line 1 is the first below the step's heading; most blocks begin there.
@Suite("A live block that lacks or mistakes something is a finding with its line")
struct LiveBlockFaultTests {
    private static let run = "\n```\n```run\ntopics\n```"

    @Test(
        "Of a run, a play or an exercise",
        arguments: [
            ("```run\n\n```", "1: write the commands to run"),
            ("```run\ntopics\nplay billing\n```", "3: a play has a block of its own"),
            ("```play\n```", "1: write one command here"),
            ("```play\nbilling\n```", "1: write one command here"),
            ("```play\nplay a\nplay b\n```", "3: write one command here"),
            ("```exercise\n```", "1: write the id of one exercise"),
            ("```exercise\nCharge once\n```", "1: write the id of one exercise"),
            ("```exercise\na\nb\n```", "1: write the id of one exercise"),
        ])
    func simple(text: String, expected: String) {
        expect(text, expected)
    }

    @Test(
        "Of a try",
        arguments: [
            ("check: lag(a) == 0\nanswer: x", "1: begin this block with the question or the task"),
            ("Do it.\nanswer: x", "1: this block needs a line `check: …`"),
            ("Do it.\ncheck: lag(a) == 0", "1: this block needs a line `answer: …`"),
            ("Do it.\ncheck: lag(a) == 0\nanswer:", "4: `answer:` holds no command"),
            ("Do it.\ncheck: lag(a) == 0\nanswer: x\nwrong:", "5: `wrong:` holds no command"),
            ("Do it.\ncheck: lag(a) == 0\nanswer: x\nhint:", "5: `hint:` is empty"),
            ("Do it.\ncheck: lag(a)\nanswer: x", "3: a check is true or false"),
            ("Do it.\ncheck: lag(a) = 0\nanswer: x", "3: column 15: write `==` to compare"),
            ("Do it.\ncheck:\nanswer: x", "3: column 8: a value is missing here"),
            ("Do it.\ncheck: lag(a)\n  == 0\nanswer: x", "4: `check:` is one line"),
            (
                "Do it.\nchek: lag(a) == 0\nanswer: x",
                "1: this block needs a line `check;3: there is no key `chek` here; did you mean `check`?"
            ),
            ("Do it.\ncheck: lag(a) == 0\nanswer: x\nright: a", "5: there is no key `right` here"),
            ("Do it.\ncheck: lag(a) == 0\nanswer: x\ny", "5: begin this line with a key"),
            ("Do it.\ncheck: lag(a) == 0\nanswer: x\n y", "5: begin this line with a key"),
            ("Do it.\nCheck: lag(a) == 0\nanswer: x", "3: write `check:` in lower case"),
            (
                "Do it.\ncheck:lag(a) == 0\nanswer: x",
                "3: write `check:` in lower case;3: column 8: there is no function `ag`"
            ),
            ("Do *it.\ncheck: lag(a) == 0\nanswer: x", "2: `*` is never closed"),
            ("Do it.\ncheck: lag(a) == 0\nanswer: x\nhint: a\n  <b>", "6: HTML"),
        ])
    func tries(block: String, expected: String) {
        expect("```try\n\(block)\n```", expected)
    }

    @Test(
        "Of a predict",
        arguments: [
            ("choice: 1 | a\nchoice: 2 | b\nask: lag(a)\nwhy: w", "1: begin this block with the"),
            ("Q\nchoice: 1 | a\nask: lag(a)\nwhy: w", "1: write two or more lines `choice"),
            ("Q\nask: lag(a)\nwhy: w", "1: write two or more lines `choice"),
            ("Q\nnumber:\nwhy: w", "1: this block needs a line `ask"),
            ("Q\nnumber:\nask: lag(a)", "1: this block needs a line `why"),
            ("Q\nnumber:\nask: lag(a)\nask: lag(b)\nwhy: w", "5: this block has one line `ask"),
            ("Q\nnumber:\nnumber:\nask: lag(a)\nwhy: w", "3: a line `number:` stands alone"),
            ("Q\nnumber: 3\nask: lag(a)\nwhy: w", "3: a line `number:` stands alone"),
            ("Q\nnumber:\nchoice: 1 | a\nask: lag(a)\nwhy: w", "3: a line `number:` stands alone"),
            ("Q\nchoice: 1 | a\nchoice: 1 | b\nask: lag(a)\nwhy: w", "4: the value `1` is that of"),
            ("Q\nchoice: 1\nchoice: 2 | b\nask: lag(a)\nwhy: w", "3: `choice:` has two parts"),
            ("Q\nchoice: 1 |\nchoice: 2 | b\nask: lag(a)\nwhy: w", "3: `choice:` has two parts"),
            (
                "Q\nchoice: 1 2 | a\nchoice: 2 | b\nask: lag(a)\nwhy: w",
                "3: column 9: write one value"
            ),
            ("Q\nchoice: 1 | - a\nchoice: 2 | b\nask: lag(a)\nwhy: w", "3: only one paragraph"),
            (
                "Q\nchoice: 1 | a\nchoice: x | b\nask: lag(a)\nwhy: w",
                "4: `\"x\"` can't be the answer, as `ask` gives a number"
            ),
            (
                "Q\nchoice: none | a\nchoice: 2 | b\nask: lag(a)\nwhy: w",
                "3: `none` can't be the answer"
            ),
            (
                "Q\nchoice: 1 | a\nchoice: true | b\nask: lag(a) == 1\nwhy: w",
                "3: `1` can't be the answer, as `ask` gives true or false"
            ),
            (
                "Q\nnumber:\nask: owner(a, b, 0)\nwhy: w",
                "1: a number is asked for, and `ask` gives a text or none"
            ),
            ("Q\nnumber:\nask: lag\nwhy: w", "4: column 9: a comparison is missing"),
        ])
    func predictions(block: String, expected: String) {
        expect("```predict\n\(block)\(Self.run)", expected)
    }

    @Test(
        "A predict without a run or a play after it",
        arguments: [
            "",
            "Text.",
            "```quiz\nQ\nright: a | b\nwrong: c | d\nwrong: e | f\n```\n```run\ntopics\n```",
            "## Next\n```run\ntopics\n```",
        ])
    func openPrediction(rest: String) {
        let predict = "```predict\nQ\nnumber:\nask: lag(a)\nwhy: w\n```\n"
        expect(predict + rest, "1: the next live block after a `predict` is a `run` or a `play`")
        #expect(LessonText.stepFindings(predict + "Text.\n```play\nplay a\n```\n" + rest) == [])
    }

    @Test(
        "Of a quiz",
        arguments: [
            ("right: a | b\nwrong: c | d\nwrong: e | f", "1: begin this block with the"),
            ("Q\nwrong: c | d\nwrong: e | f", "1: this block needs a line `right"),
            ("Q\nright: a | b\nwrong: c | d", "1: this block needs at least 2 lines `wrong"),
            (
                "Q\nright: a | b\nright: g | h\nwrong: c | d\nwrong: e | f",
                "4: this block has one line `right"
            ),
            ("Q\nright: a\nwrong: c | d\nwrong: e | f", "3: `right:` has two parts"),
            ("Q\nright: a | b\nwrong: | d\nwrong: e | f", "4: `wrong:` has two parts"),
            ("Q\nright: a | b\nwrong: c | d\nwrong: a | f", "5: this choice is there twice"),
            ("Q\nright: a | b\nwrong: *c | d\nwrong: e | f", "4: `*` is never closed"),
            ("Q\nright: a | b\nwrong: c\n  d |\n  *e\nwrong: f | g", "6: `*` is never closed"),
            ("Q\nright: a | b\nwrong: c\n\n  d | e\nwrong: f | g", "4: only one paragraph"),
        ])
    func quizzes(block: String, expected: String) {
        expect("```quiz\n\(block)\n```", expected)
    }

    private func expect(_ text: String, _ expected: String) {
        let found = LessonText.stepFindings(text)
        #expect(
            LessonText.areAsExpected(found, expected), "\(text.debugDescription) gives \(found)")
    }
}
