import Course
import Foundation
import Testing

@Suite("What lessons name and hold is checked")
struct LessonCheckTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
        try course.addExercise("06-charge-once")
        try course.addLesson("01-events/01-the-log.md")
        try course.addLesson("03-idempotence/02-idempotent-handlers.md")
        try course.write("zombies: Zombies", to: "Lessons/planned.yml")
    }

    private func check() throws -> LessonCheck {
        LessonCheck(
            course: course.root, lessons: Lessons(course: course.root),
            exercises: try Catalogue(course: course.root).exercises)
    }

    private func findings() throws -> [String] {
        try check().findings().map {
            $0.description.replacing(course.root.path + "/", with: "")
        }
    }

    /// Of a lesson 3.3 with this text.
    private func findings(text: String) throws -> [String] {
        try course.addLesson("03-idempotence/03-more.md", text: text)
        let place = "Lessons/03-idempotence/03-more.md:\(CourseFolder.lessonTextLine): "
        return try findings().map { $0.replacing(place, with: "") }
    }

    @Test("A course that keeps the rules has no findings")
    func clean() throws {
        #expect(try findings() == [])
    }

    @Test("Ids and numbers are unique, over lessons, plan and exercises")
    func unique() throws {
        try course.addLesson("01-events/01-other.md")
        try course.addLesson("02-keys/01-the-log.md")
        try course.addLesson("02-keys/02-charge-once.md")
        try course.write(
            "zombies: Zombies\nthe-log: The log\ncharge-once: Once\nNo Id: a",
            to: "Lessons/planned.yml")
        #expect(
            try findings() == [
                "Lessons/planned.yml:2: `the-log` is there already; take it off this list",
                "Lessons/planned.yml:3: `charge-once` is there already; take it off this list",
                "Lessons/planned.yml:4: `No Id` is no id; ids are lower-case words joined by "
                    + "hyphens",
                "Lessons/01-events/01-the-log.md: the number 1.1 is that of `other` too",
                "Lessons/02-keys/01-the-log.md: the id `the-log` is that of lesson 1.1 too",
                "Lessons/02-keys/02-charge-once.md: the id `charge-once` is that of exercise 06 too",
            ])
    }

    @Test("Prerequisites are lessons that come before, or are planned")
    func prerequisites() throws {
        try course.addLesson(
            "02-keys/01-keys.md",
            prerequisites: "[the-log, zombies, keys, idempotent-handlers, the-lug, charge-once]")
        let file = "Lessons/02-keys/01-keys.md:6:"
        #expect(
            try findings() == [
                "\(file) the prerequisite `keys` doesn't come before this lesson",
                "\(file) the prerequisite `idempotent-handlers` doesn't come before this lesson",
                "\(file) there is no lesson `the-lug`, written or planned; did you mean `the-log`?",
                "\(file) there is no lesson `charge-once`, written or planned",
            ])
    }

    @Test("An exercise comes after a lesson that is written or planned")
    func after() throws {
        try course.remove("Lessons/03-idempotence")
        #expect(
            try findings() == [
                "Exercises/06-charge-once/exercise.yml: `after` names no lesson, written or planned"
            ])
        try course.write("idempotent-handlers: Idempotent", to: "Lessons/planned.yml")
        #expect(try findings() == [])
    }

    @Test("Each lesson lets its reader predict, try and answer")
    func practice() throws {
        let text = try course.read("Lessons/01-events/01-the-log.md")
        let kinds = ["predict", "try", "quiz"]
        for kind in kinds {
            let without = text.replacing(
                try Regex("(?s)```\(kind)\n.*?\n```"), with: "```text\n```")
            try course.write(without, to: "Lessons/01-events/01-the-log.md")
            #expect(
                try findings() == [
                    "Lessons/01-events/01-the-log.md: there is no `\(kind)`; each lesson has at "
                        + "least one"
                ])
        }
    }

    @Test(
        "A link leads somewhere",
        arguments: [
            ("the-log", nil), ("the-log#2", nil), ("charge-once", nil), ("zombies", nil),
            ("zombies#3", nil), ("https://kafka.apache.org", nil), ("more#1", nil),
            ("../01-events/01-the-log.md", nil), ("../planned.yml", nil), ("../../Exercises", nil),
            ("the-log#3", "lesson `the-log` has 2 steps, and no step 3"),
            ("charge-once#1", "`charge-once` is an exercise, which has no steps"),
            (
                "charge-onc",
                "there is no lesson or exercise `charge-onc`; did you mean `charge-once`?"
            ),
            ("zombie", "there is no lesson or exercise `zombie`; did you mean `zombies`?"),
            ("01-the-log.md", "there is no file `01-the-log.md` in this course"),
            ("../../../", "there is no file `../../../` in this course"),
            ("../../..", "there is no file `../../..` in this course"),
        ] as [(String, String?)])
    func links(target: String, expected: String?) throws {
        #expect(try findings(text: "[a](\(target))") == (expected.map { [$0] } ?? []))
    }

    @Test("A lesson hands over to an exercise that is there")
    func exercises() throws {
        #expect(try findings(text: "```exercise\ncharge-once\n```") == [])
        #expect(
            try findings(text: "```exercise\ncharge-twice\n```") == [
                "there is no exercise `charge-twice`; did you mean `charge-once`?"
            ])
    }

    @Test("Findings of the lessons' own come too, with those of check-course")
    func whole() throws {
        try course.write("---\n", to: "Lessons/01-events/02-broken.md")
        let findings = CourseCheck(course: course.root).findings()
        #expect(findings.count == 1)
        #expect(findings.first?.file.hasSuffix("02-broken.md") == true)
    }

    @Test("References from elsewhere, such as those of diagnoses, are checked by the same rules")
    func references() throws {
        let findings = try check().findings(
            about: ["the-log#2", "zombies#9", "the-log#3", "the log", "the-lug", "charge-once"],
            in: "a suite")
        #expect(
            findings.map(\.description) == [
                "a suite: lesson `the-log` has 2 steps, and no step 3",
                "a suite: `the log` names no lesson; write `lesson-id#2`, or an id",
                "a suite: there is no lesson or exercise `the-lug`; did you mean `the-log`?",
            ])
    }
}
