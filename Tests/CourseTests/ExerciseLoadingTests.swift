import Course
import Foundation
import Testing

@Suite struct ExerciseLoadingTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
    }

    @Test("An exercise is what its folder and its exercise.yml say")
    func reads() throws {
        try course.addExercise("06-charge-once", type: "Billing")
        let exercise = try Exercise(folder: course.url("Exercises/06-charge-once"))
        #expect(exercise.number == 6)
        #expect(exercise.numeral == "06")
        #expect(exercise.id == "charge-once")
        #expect(exercise.contract == "ChargeOnce")
        #expect(exercise.type == "Billing")
        #expect(exercise.module == 3)
        #expect(exercise.minutes == 20)
        #expect(exercise.hints.count == 2)
    }

    @Test(
        "A broken exercise.yml is named with its line and what to do",
        arguments: [
            ("id: [", nil, "this isn't YAML"),
            ("just a text", 1, "key: value"),
            ("id: charge-once", nil, "the key `title` is missing"),
            (CourseFolder.yaml(id: "other"), 1, "the folder says `charge-once`"),
            (CourseFolder.yaml(id: "charge-once", type: "a b"), 5, "no name of a Swift type"),
            (CourseFolder.yaml(id: "charge-once", type: "ChargeOnce"), 5, "contract's own name"),
            (CourseFolder.yaml(id: "charge-once") + "\nhintz: 1", 11, "did you mean `hints`?"),
            (
                CourseFolder.yaml(id: "charge-once").replacing("20", with: "soon"), 6,
                "whole number"
            ),
            (
                CourseFolder.yaml(id: "charge-once").replacing("- Think", with: "? Think"), 9,
                "must be a list"
            ),
            (CourseFolder.yaml(id: "charge-once") + "\nid: twice", nil, "twice"),
        ] as [(String, Int?, String)])
    func complains(yaml: String, line: Int?, message: String) throws {
        try course.write(yaml, to: "Exercises/06-charge-once/exercise.yml")
        let finding = #expect(throws: Finding.self) {
            try Exercise(folder: course.url("Exercises/06-charge-once"))
        }
        #expect(finding?.file.hasSuffix("Exercises/06-charge-once/exercise.yml") == true)
        #expect(finding?.what.contains(message) == true, "\(finding?.what ?? "nothing")")
        if let line { #expect(finding?.line == line) }
    }

    @Test(
        "A folder that isn't named by number and id is refused",
        arguments: ["charge-once", "6-charge-once", "06-Charge", "06-", "06--a", "06-2fast"])
    func folderNames(name: String) throws {
        try course.addExercise(name)
        let finding = #expect(throws: Finding.self) {
            try Exercise(folder: course.url("Exercises/\(name)"))
        }
        #expect(finding?.what.contains("name the folder like") == true)
    }
}
