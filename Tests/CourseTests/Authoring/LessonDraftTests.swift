import Course
import Foundation
import Testing

@Suite("A lesson that is begun")
struct LessonDraftTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
        try course.addExercise("06-charge-once")
        try course.addLesson("01-events/01-the-log.md")
        try course.addLesson("03-idempotence/02-idempotent-handlers.md")
    }

    private func draft(_ word: String, module: Int? = nil) throws(AuthoringError) -> LessonDraft {
        try LessonDraft(word, module: module, in: try CourseNames(course: course.root))
    }

    private func findings() -> [String] {
        CourseCheck(course: course.root).findings().map {
            $0.description.replacing(course.root.path + "/", with: "")
        }
    }

    @Test(
        "It comes behind the last one of its module, or has the number that it is given",
        arguments: [
            ("outbox", nil, "03-idempotence/03-outbox.md", "3.3"),
            ("outbox", 1, "01-events/02-outbox.md", "1.2"),
            ("01-outbox", nil, "03-idempotence/01-outbox.md", "3.1"),
            ("0012-outbox", 3, "03-idempotence/12-outbox.md", "3.12"),
        ] as [(String, Int?, String, String)])
    func place(word: String, module: Int?, path: String, numeral: String) throws {
        let draft = try draft(word, module: module)
        #expect(draft.path == "Lessons/\(path)")
        #expect(draft.numeral == numeral)
        #expect(draft.id == "outbox")
    }

    @Test("A module's folder without lessons is the last one too, and hidden files are none")
    func emptyModule() throws {
        try course.write("", to: "Lessons/04-sagas/.gitkeep")
        #expect(try draft("outbox").path == "Lessons/04-sagas/01-outbox.md")
    }

    @Test("A course without modules gets its first")
    func firstModule() throws {
        try course.remove("Lessons")
        let draft = try draft("outbox")
        #expect(draft.path == "Lessons/01-lessons/01-outbox.md")
        try draft.skeleton.write(to: course.root)
        #expect(Lessons(course: course.root).lessons.map(\.numeral) == ["1.1"])
    }

    @Test("An empty folder becomes a course; one that holds other things doesn't")
    func newCourse() throws {
        try FileManager.default.createDirectory(
            at: course.url("new/empty"), withIntermediateDirectories: true)
        let empty = course.url("new/empty")
        let first = try LessonDraft("outbox", module: 1, in: try CourseNames(course: empty))
        try first.skeleton.write(to: empty)
        #expect(Lessons(course: empty).lessons.map(\.id) == ["outbox"])
        #expect(throws: AuthoringError.notACourse(path: course.url("new").path)) {
            try CourseNames(course: course.url("new"))
        }
        #expect(throws: AuthoringError.noCourse(path: course.url("nowhere").path)) {
            try CourseNames(course: course.url("nowhere"))
        }
    }

    @Test("As it stands, it is right in everything that needs no playing")
    func clean() throws {
        try course.write("idempotent: Idempotent", to: "Lessons/planned.yml")
        try draft("outbox").skeleton.write(to: course.root)
        #expect(findings() == [])
        let lesson = try Lessons(course: course.root).find("outbox")
        #expect(lesson.title == "Outbox")
        #expect(lesson.liveBlocks.count == 5)
    }

    @Test(
        "The plan gives its title, whatever is in it, and asks for its line",
        arguments: [
            "Two writes that can't be one", "Kafka: \"exactly once\" \\ <&> 'where' #it ends",
            "größer", "true", "- a", "a\tb\u{1B}",
        ])
    func planned(title: String) throws {
        let literal = String(decoding: try JSONEncoder().encode(title), as: UTF8.self)
        try course.write("zombies: Zombies\noutbox: \(literal)\n", to: "Lessons/planned.yml")
        let draft = try draft("outbox")
        #expect(draft.plan?.line == 2)
        try draft.skeleton.write(to: course.root)
        #expect(try Lessons(course: course.root).find("outbox").title == title)
        #expect(
            findings() == [
                "Lessons/planned.yml:2: `outbox` is there already; take it off this list"
            ])
    }

    @Test(
        "A word that is no id is refused",
        arguments: [
            "Outbox", "out_box", "1-outbox", "12", "12-", "-outbox", "out--box", "../outbox", "",
            "outbox.md", "é", "99999999999999999999-outbox",
        ])
    func wrongForm(word: String) {
        #expect(throws: AuthoringError.notAnID(word)) { try draft(word) }
    }

    @Test("The id of a lesson or an exercise is refused, also of one that can't be read")
    func takenIDs() throws {
        try course.write("torn", to: "Lessons/01-events/05-torn.md")
        #expect(throws: AuthoringError.takenID("the-log", by: "lesson 1.1")) {
            try draft("the-log")
        }
        #expect(throws: AuthoringError.takenID("torn", by: "lesson 1.5")) { try draft("torn") }
        #expect(throws: AuthoringError.takenID("charge-once", by: "exercise 06")) {
            try draft("charge-once")
        }
    }

    @Test("A number far behind all others is nobody's neighbour")
    func farNumber() throws {
        try course.addLesson("03-idempotence/999-appendix.md")
        try course.addLesson("03-idempotence/999999-notes.md")
        #expect(try draft("outbox").numeral == "3.3")
    }

    @Test("A number that is in use is refused, with one that is free")
    func takenNumber() {
        let taken = AuthoringError.takenNumber(
            "02", by: "idempotent-handlers", next: "03-outbox")
        #expect(throws: taken) { try draft("02-outbox") }
    }

    @Test("A module that isn't there is refused, with those that are")
    func noModule() throws {
        let error = #expect(throws: AuthoringError.self) { try draft("outbox", module: 2) }
        #expect(error == .noModule(2, folders: ["01-events", "03-idempotence"]))
        #expect(error?.description.contains("`Lessons/02-sagas`") == true)
        try course.remove("Lessons")
        #expect(throws: AuthoringError.noModule(2, folders: [])) {
            try draft("outbox", module: 2)
        }
    }

    @Test("A plan that can't be read is mended first")
    func brokenPlan() throws {
        try course.write("a: [", to: "Lessons/planned.yml")
        let error = #expect(throws: AuthoringError.self) { try draft("outbox") }
        #expect(error?.description.contains("Lessons/planned.yml:") == true)
    }
}
