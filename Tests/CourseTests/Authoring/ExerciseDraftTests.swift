import Course
import Foundation
import Testing

@Suite("An exercise that is begun")
struct ExerciseDraftTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
        try course.addExercise("06-charge-once")
        try course.addLesson("01-events/01-the-log.md")
        try course.addLesson("03-idempotence/02-idempotent-handlers.md")
        try course.addLesson("03-idempotence/03-zombies.md")
        try course.write("", to: "Lessons/04-order/.gitkeep")
        try course.write("sagas: Sagas", to: "Lessons/planned.yml")
    }

    private func draft(_ word: String, module: Int? = nil) throws(AuthoringError) -> ExerciseDraft {
        try ExerciseDraft(word, module: module, in: try CourseNames(course: course.root))
    }

    private func findings() -> [String] {
        CourseCheck(course: course.root).findings().map {
            $0.description.replacing(course.root.path + "/", with: "")
        }
    }

    @Test("All that is wrong with it is that its catalogue has no solutions")
    func openPoints() throws {
        try draft("outbox").skeleton.write(to: course.root)
        #expect(
            findings() == [
                "Tests/Catalogue/07-outbox/correct: 0 solutions, and 3 are the least",
                "Tests/Catalogue/07-outbox/wrong: 0 solutions, and 6 are the least",
            ])
        #expect(try course.read("Tests/Catalogue/07-outbox/wrong/.gitkeep") == "")
    }

    @Test("It is for the last module and after the lesson before it, or for the module it is given")
    func places() throws {
        for (word, module) in [("outbox", nil), ("09-inbox", 1)] as [(String, Int?)] {
            try draft(word, module: module).skeleton.write(to: course.root)
        }
        let catalogue = try Catalogue(course: course.root)
        let outbox = try catalogue.find("outbox")
        #expect((outbox.number, outbox.module, outbox.after) == (7, 4, "zombies"))
        #expect((outbox.title, outbox.contract) == ("Outbox", "Outbox"))
        let inbox = try catalogue.find("inbox")
        #expect((inbox.number, inbox.module, inbox.after) == (9, 1, "the-log"))
    }

    @Test("Without lessons, it follows a planned one; without any, its place is an open point")
    func noLessons() throws {
        try course.remove("Lessons")
        #expect(try draft("outbox").after == nil)
        try draft("outbox").skeleton.write(to: course.root)
        #expect(
            findings().contains(
                "Exercises/07-outbox/exercise.yml: `after` names no lesson, written or planned"))
        try course.write("sagas: Sagas", to: "Lessons/planned.yml")
        #expect(try draft("inbox").after == "sagas")
    }

    @Test("The statement has the sections of every exercise")
    func sections() throws {
        try draft("outbox").skeleton.write(to: course.root)
        let statement = try course.read("Exercises/07-outbox/README.md")
        let headings = statement.split(separator: "\n").filter { $0.hasPrefix("#") }
        #expect(
            headings == [
                "# Outbox", "## What you write", "## What is promised", "## What may go wrong",
                "## Swift you need here",
            ])
    }

    @Test("Starter and model declare the type that exercise.yml names, for the contract")
    func solutions() throws {
        try draft("two-writes").skeleton.write(to: course.root)
        for file in ["Starter", "Model"] {
            let code = try course.read("Exercises/07-two-writes/\(file).swift")
            #expect(code.contains("struct TwoWritesSolution: TwoWrites {"))
        }
    }

    @Test("The id of a planned lesson is for that lesson")
    func plannedID() {
        let error = #expect(throws: AuthoringError.self) { try draft("sagas") }
        #expect(error?.description.contains("`new lesson sagas`") == true)
    }

    @Test("Ids and numbers in use are refused")
    func taken() {
        #expect(throws: AuthoringError.takenID("zombies", by: "lesson 3.3")) {
            try draft("zombies")
        }
        #expect(throws: AuthoringError.takenID("charge-once", by: "exercise 06")) {
            try draft("08-charge-once")
        }
        #expect(
            throws: AuthoringError.takenNumber("06", by: "charge-once", next: "07-outbox")
        ) { try draft("06-outbox") }
    }
}
