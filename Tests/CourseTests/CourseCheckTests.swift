import Course
import Foundation
import Testing

@Suite struct CourseCheckTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
        try course.addExercise("06-charge-once")
        try course.write("idempotent-handlers: Idempotent", to: "Lessons/planned.yml")
    }

    private func findings() -> [String] {
        CourseCheck(course: course.root).findings().map {
            $0.description.replacing(course.root.path + "/", with: "")
        }
    }

    @Test("A course that keeps the rules has no findings")
    func clean() {
        #expect(findings() == [])
    }

    @Test("Two exercises can't share an id or a number")
    func unique() throws {
        try course.addExercise("07-charge-once")
        try course.addExercise("06-stock-ledger")
        #expect(
            findings() == [
                "Exercises/06-stock-ledger: the number 06 is that of 06-charge-once too; take the "
                    + "next free one",
                "Exercises/07-charge-once: the id `charge-once` is that of 06-charge-once too; "
                    + "ids are unique",
            ])
    }

    @Test("Missing and stray files are named")
    func files() throws {
        try course.remove("Exercises/06-charge-once/Model.md")
        try course.write("", to: "Exercises/06-charge-once/notes.txt")
        #expect(
            findings() == [
                "Exercises/06-charge-once/Model.md: missing; write it",
                "Exercises/06-charge-once/notes.txt: no such file belongs to an exercise; move or "
                    + "delete it",
            ])
    }

    @Test("One hint is too few, and an empty one is none")
    func hints() throws {
        let yaml = CourseFolder.yaml(id: "charge-once").replacing(
            "Think about a crash.", with: "''")
        try course.write(yaml, to: "Exercises/06-charge-once/exercise.yml")
        #expect(
            findings() == [
                "Exercises/06-charge-once/exercise.yml: a hint is empty; write it or remove it"
            ])
        let one = yaml.replacing("  - ''\n", with: "")
        try course.write(one, to: "Exercises/06-charge-once/exercise.yml")
        #expect(findings().first?.contains("at least 2 hints") == true)
    }

    @Test("Starter and model must declare the solution's type")
    func solutionType() throws {
        try course.write(
            "struct Other {} // Solution", to: "Exercises/06-charge-once/Starter.swift")
        #expect(findings().count == 1)
        #expect(findings().first?.contains("no type `Solution` is declared here") == true)
    }

    @Test("The catalogue needs enough solutions, each with its design or its diagnosis")
    func catalogue() throws {
        let folder = "Tests/Catalogue/06-charge-once"
        try course.remove("\(folder)/correct/Solution1.swift")
        try course.write("import Eventlings", to: "\(folder)/correct/Solution2.swift")
        try course.write("// a design", to: "\(folder)/wrong/Solution1.swift")
        try course.write("", to: "\(folder)/wrong/Solution2.txt")
        #expect(
            findings() == [
                "\(folder)/correct: 2 solutions, and 3 are the least",
                "\(folder)/correct/Solution2.swift:1: begin with `// ` and the design in a sentence",
                "\(folder)/wrong/Solution2.txt: only Swift files belong here; move or delete it",
                "\(folder)/wrong/Solution1.swift:1: begin with `// diagnosis: ID — what is wrong`",
            ])
    }

    @Test("A catalogue of no exercise is stray, a missing one is too small")
    func strayCatalogue() throws {
        try course.remove("Tests/Catalogue/06-charge-once")
        try course.write("", to: "Tests/Catalogue/07-gone/correct/A.swift")
        #expect(
            findings() == [
                "Tests/Catalogue/06-charge-once/correct: 0 solutions, and 3 are the least",
                "Tests/Catalogue/06-charge-once/wrong: 0 solutions, and 6 are the least",
                "Tests/Catalogue/07-gone: there is no exercise of this name",
            ])
    }

    @Test("An exercise.yml that can't be read is a finding with its line")
    func unreadable() throws {
        try course.write("id: one\nid: two", to: "Exercises/06-charge-once/exercise.yml")
        #expect(findings().contains { $0.hasPrefix("Exercises/06-charge-once/exercise.yml:") })
    }

    @Test("A folder without exercises is a finding, not a clean course")
    func nothing() throws {
        try course.remove("Exercises/06-charge-once")
        try course.remove("Tests")
        #expect(findings() == ["Exercises: there is no exercise here"])
    }
}
