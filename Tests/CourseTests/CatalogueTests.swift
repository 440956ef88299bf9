import Course
import Foundation
import Testing

@Suite struct CatalogueTests {
    let course: CourseFolder
    let catalogue: Catalogue

    init() throws {
        course = try CourseFolder()
        for name in ["06-charge-once", "00-two-lines", "10-charge-twice", "11-outbox"] {
            try course.addExercise(name)
        }
        try course.write("id: [", to: "Exercises/12-torn/exercise.yml")
        try course.write("not a folder", to: "Exercises/notes.txt")
        catalogue = try Catalogue(course: course.root)
    }

    @Test("Exercises come in the order of their numbers")
    func order() {
        #expect(
            catalogue.exercises.map(\.id) == ["two-lines", "charge-once", "charge-twice", "outbox"])
    }

    @Test(
        "An id, a number, a folder's name and a unique beginning all find their exercise",
        arguments: [
            ("charge-once", "charge-once"), ("06", "charge-once"), ("6", "charge-once"),
            ("06-charge-once", "charge-once"), ("0", "two-lines"), ("out", "outbox"),
        ])
    func finds(word: String, id: String) throws {
        #expect(try catalogue.find(word).id == id)
    }

    @Test("A beginning of several ids lists them")
    func ambiguous() {
        #expect(
            throws: LookupError.ambiguous(word: "charge", ids: ["charge-once", "charge-twice"])
        ) { try catalogue.find("charge") }
    }

    @Test(
        "An unknown word gets the nearest id, and none where none is near",
        arguments: [
            ("charge-onec", "charge-once"), ("tow-lines", "two-lines"), ("Outbox", "outbox"),
            ("7", nil), ("kubernetes", nil), ("", nil),
            (String(repeating: "x", count: 100_000), nil),
        ] as [(String, String?)])
    func unknown(word: String, suggestion: String?) {
        #expect(throws: LookupError.unknown(word: word, nearest: suggestion)) {
            try catalogue.find(word)
        }
    }

    @Test("A broken exercise hides no other, and says what is wrong when it is asked for")
    func broken() {
        #expect(catalogue.findings.count == 1)
        #expect {
            try catalogue.find("torn")
        } throws: { error in
            guard case .broken(let finding)? = error as? LookupError else { return false }
            return finding.file.hasSuffix("12-torn/exercise.yml")
        }
    }

    @Test("A course without Exercises is refused with what to do")
    func noExercises() {
        let finding = #expect(throws: Finding.self) {
            try Catalogue(course: course.url("nowhere"))
        }
        #expect(finding?.what.contains("--course") == true)
    }
}
