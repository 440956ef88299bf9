import Foundation
import Testing

@testable import Course

@Suite("A lesson, read from its file")
struct LessonReadingTests {
    @Test("The example in Lessons/README.md is a lesson, and means what it seems to")
    func readme() throws {
        let lesson = try LessonText.read(try Self.example())
        #expect(lesson.numeral == "2.3")
        #expect(lesson.id == "choosing-a-key")
        #expect(lesson.title == "Choosing a key")
        #expect(lesson.minutes == 10)
        #expect(lesson.objectives == ["Say what a key puts in order, and what it doesn't"])
        #expect(lesson.prerequisites == [.init(id: "the-consumer-loop", line: 7)])
        #expect(
            lesson.steps.map(\.title.markdown) == ["Two orders, three partitions", "Your turn"])
        #expect(lesson.steps.map(\.line) == [9, 33])
        #expect(
            lesson.steps.map { $0.screens.map(\.kind) } == [
                ["run", "predict", "run"], ["try", "quiz", "exercise"],
            ])
        #expect(
            lesson.links == [
                .init(target: .course(CourseReference(id: "the-consumer-loop", step: 1)), line: 63)
            ])
    }

    @Test("The README's example keeps every line of its blocks, with numbers")
    func readmeBlocks() throws {
        let lesson = try LessonText.read(try Self.example())
        let screens = lesson.steps.flatMap(\.screens)
        guard case .run(let run)? = screens[0].live, case .predict(let predict)? = screens[1].live,
            case .try(let task)? = screens[3].live, case .quiz(let quiz)? = screens[4].live,
            case .exercise(let handover)? = screens[5].live
        else {
            Issue.record("\(screens)")
            return
        }
        #expect(
            run.commands.map { "\($0.line) \($0.text)" } == [
                "14 topic create orders --partitions 3", "15 produce orders --key order-1 placed",
            ])
        #expect(
            predict.question.markdown == "How many records will the partition of `order-1` hold?")
        guard case .choices(let choices) = predict.answers else {
            Issue.record("\(predict.answers)")
            return
        }
        #expect(choices.map(\.value) == [.number(1), .number(2)])
        #expect(choices.map(\.text.line) == [23, 24])
        #expect(predict.ask.text == "records(orders, partition(orders, order-1))")
        #expect(task.checks.map(\.line) == [41])
        #expect(task.hints.map(\.line) == [42, 43])
        #expect(task.answer.map(\.line) == [44])
        #expect(task.wrongAnswers.map { $0.map(\.line) } == [[46], [48, 49]])
        #expect(quiz.choices.map(\.isRight) == [true, false, false])
        #expect(quiz.choices.map(\.text.line) == [55, 56, 58])
        #expect(
            quiz.choices[1].why.markdown
                == "Two partitions are two logs. Nothing says which of two records came\nfirst when "
                + "they are in different ones.")
        #expect(handover.exercise == "partition-key")
        #expect(handover.line == 65)
    }

    /// The block in four backticks.
    private static func example() throws -> String {
        let readme = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Lessons/README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let example = try #require(text.firstMatch(of: /(?s)````markdown\n(.*?)````/)).output.1
        return String(example)
    }

    @Test("A live block ends a screen; text after the last one is a screen of its own")
    func screens() throws {
        let lesson = try LessonText.step(
            """

            One.

            ```text
            two
            ```

            Three.
            ```run
            topics
            ```
            ```run
            groups
            ```

            Four.
            """)
        let screens = lesson.steps[0].screens
        #expect(screens.map(\.kind) == ["run", "run", nil])
        #expect(screens[0].prose?.markdown == "One.\n\n```text\ntwo\n```\n\nThree.")
        #expect(screens.map { $0.prose?.line } == [10, nil, 24])
    }

    @Test("A number may be asked for instead of choices")
    func number() throws {
        let lesson = try LessonText.step(
            "```predict\nHow far behind?\nnumber:\nask: lag(billing)\nwhy: So.\n```\n```run\nlag\n```"
        )
        guard case .predict(let predict)? = lesson.steps[0].screens[0].live else {
            Issue.record("no predict")
            return
        }
        #expect(predict.answers == .number)
    }

    @Test("Questions and explanations may have paragraphs and lists; commands stay as typed")
    func values() throws {
        let lesson = try LessonText.step(
            """
            ```try
            Do both:

            - one
            - the
              other
            check: lag(a) == 0
            hint:

              First *this*.

              - Then that.
            answer: poll  a   "x  y" # so
              commit a

              leave a
            wrong:
              poll a
            ```
            """)
        guard case .try(let task)? = lesson.steps[0].screens[0].live else {
            Issue.record("no try")
            return
        }
        #expect(task.task.markdown == "Do both:\n\n- one\n- the\n  other")
        #expect(task.hints.map(\.markdown) == ["First *this*.\n\n- Then that."])
        #expect(task.hints.map(\.line) == [18])
        #expect(task.answer.map(\.text) == [#"poll  a   "x  y" # so"#, "commit a", "leave a"])
        #expect(task.wrongAnswers.map { $0.map(\.text) } == [["poll a"]])
    }

    @Test("A play keeps its command")
    func play() throws {
        let lesson = try LessonText.step("```play\nplay billing --crash before:commit#1\n```")
        guard case .play(let play)? = lesson.steps[0].screens[0].live else {
            Issue.record("no play")
            return
        }
        #expect(play.command.text == "play billing --crash before:commit#1")
        #expect(play.command.line == 10)
    }

    @Test(
        "Links name lessons, steps, exercises, files and pages",
        arguments: [
            ("the-log", .course(CourseReference(id: "the-log"))),
            ("the-log#12", .course(CourseReference(id: "the-log", step: 12))),
            ("../../README.md", .file("../../README.md")),
            ("06-charge-once", .file("06-charge-once")),
            ("https://kafka.apache.org/x_y#z", .web("https://kafka.apache.org/x_y#z")),
        ] as [(String, Lesson.Link.Target)])
    func links(target: String, expected: Lesson.Link.Target) throws {
        let lesson = try LessonText.step("See\n**[it](\(target))**.")
        #expect(lesson.links == [.init(target: expected, line: 10)])
    }
}

extension Lesson.Screen {
    fileprivate var kind: String? {
        switch live {
        case .run: "run"
        case .play: "play"
        case .try: "try"
        case .predict: "predict"
        case .quiz: "quiz"
        case .exercise: "exercise"
        case nil: nil
        }
    }
}
