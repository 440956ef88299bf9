import Course
import Foundation
import Testing

@Suite("The lessons of a course")
struct LessonsTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
        try course.addLesson("010-systems/01-the-trip.md")
        try course.addLesson("02-keys/02-groups.md")
        try course.addLesson("02-keys/10-choosing-a-key.md")
        try course.addLesson("02-keys/01-the-consumer-loop.md")
        try course.addLesson("01-events/01-what-is-an-event.md")
        try course.addLesson("00-swift/01-enough-swift.md")
    }

    private var lessons: Lessons { Lessons(course: course.root) }

    @Test("come in the order of their numbers")
    func order() {
        #expect(
            lessons.lessons.map { "\($0.numeral) \($0.id)" } == [
                "0.1 enough-swift", "1.1 what-is-an-event", "2.1 the-consumer-loop", "2.2 groups",
                "2.10 choosing-a-key", "10.1 the-trip",
            ])
        #expect(lessons.findings == [])
    }

    @Test(
        "are found by id, number and the beginning of an id",
        arguments: [
            ("groups", "groups"), ("2.1", "the-consumer-loop"), ("2.10", "choosing-a-key"),
            ("0.1", "enough-swift"), ("what", "what-is-an-event"), ("c", "choosing-a-key"),
        ])
    func found(word: String, id: String) throws {
        #expect(try lessons.find(word).id == id)
    }

    @Test("An exact id wins over a longer one that begins so")
    func exact() throws {
        try course.addLesson("02-keys/03-groups-again.md")
        #expect(try lessons.find("groups").id == "groups")
        #expect(throws: LookupError.ambiguous(word: "group", ids: ["groups", "groups-again"])) {
            try lessons.find("group")
        }
    }

    @Test(
        "A word that names none says which was likely meant",
        arguments: [("grouops", "groups"), ("2.3", nil), ("", nil), ("2", nil)])
    func unknown(word: String, nearest: String?) {
        #expect(throws: LookupError.unknown(word: word, nearest: nearest)) {
            try lessons.find(word)
        }
    }

    @Test("follow each other")
    func following() throws {
        let lessons = lessons
        let first = try lessons.find("0.1")
        #expect(lessons.lesson(after: first)?.id == "what-is-an-event")
        #expect(try lessons.lesson(after: lessons.find("10.1")) == nil)
    }

    @Test("A broken lesson has its findings, hides no other, and says so when asked for")
    func broken() throws {
        try course.write("---\n", to: "Lessons/02-keys/04-broken.md")
        #expect(lessons.lessons.count == 6)
        #expect(lessons.findings.map(\.line) == [1])
        let error = #expect(throws: LookupError.self) { try lessons.find("broken") }
        #expect(error == .broken(lessons.findings[0]))
    }

    @Test("Other files of the course are no lessons; strays are findings")
    func otherFiles() throws {
        try course.write("# How", to: "Lessons/README.md")
        try course.write("struct A {}", to: "Lessons/plays/a.swift")
        try course.write("id: a", to: "Lessons/questions/a.yml")
        try course.write("the-log: The log", to: "Lessons/planned.yml")
        try course.write("", to: "Lessons/.hidden")
        #expect(lessons.findings == [])
        #expect(lessons.planned.map(\.id) == ["the-log"])
        try course.write("", to: "Lessons/stray.md")
        try course.write("", to: "Lessons/02-keys/notes.txt")
        try course.write("", to: "Lessons/drafts/01-a.md")
        #expect(
            lessons.findings.map { $0.file.replacing(course.root.path + "/Lessons/", with: "") }
                == ["02-keys/notes.txt", "drafts", "stray.md"])
    }

    @Test("A plan that can't be read is a finding")
    func brokenPlan() throws {
        try course.write("- the-log", to: "Lessons/planned.yml")
        #expect(lessons.planned == [])
        #expect(lessons.findings.map(\.line) == [1])
        try course.write("a: b\nc:\n  d: e\n", to: "Lessons/planned.yml")
        #expect(lessons.findings.map(\.line) == [2])
    }

    @Test("A course without a folder of lessons has none, and nothing is wrong with that")
    func nothing() throws {
        try course.remove("Lessons")
        #expect(lessons.lessons == [])
        #expect(lessons.findings == [])
    }
}
