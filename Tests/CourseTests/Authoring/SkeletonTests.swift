import Course
import Foundation
import Testing

@Suite("A skeleton is written whole, or not at all")
struct SkeletonTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
        try course.addExercise("06-charge-once")
    }

    private func skeleton() throws -> Skeleton {
        try ExerciseDraft("outbox", module: nil, in: try CourseNames(course: course.root)).skeleton
    }

    /// Every file and folder, hidden ones included.
    private func everything() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: course.root.path).sorted()
    }

    @Test("A second time it is refused, and what is there stays as it is")
    func twice() throws {
        let skeleton = try skeleton()
        try skeleton.write(to: course.root)
        try course.write("mine", to: "Exercises/07-outbox/README.md")
        let before = try everything()
        #expect(throws: AuthoringError.isThere(path: "Exercises/07-outbox")) {
            try skeleton.write(to: course.root)
        }
        #expect(try everything() == before)
        #expect(try course.read("Exercises/07-outbox/README.md") == "mine")
    }

    @Test("A catalogue that is there already keeps the exercise from being begun")
    func stray() throws {
        try course.write("// mine", to: "Tests/Catalogue/07-outbox/correct/Mine.swift")
        let before = try everything()
        #expect(throws: AuthoringError.isThere(path: "Tests/Catalogue/07-outbox")) {
            try skeleton().write(to: course.root)
        }
        #expect(try everything() == before)
    }

    @Test("A link that leads nowhere is not written over")
    func link() throws {
        let skeleton = try skeleton()
        try FileManager.default.createSymbolicLink(
            at: course.url("Exercises/07-outbox"), withDestinationURL: course.url("gone"))
        #expect(throws: AuthoringError.isThere(path: "Exercises/07-outbox")) {
            try skeleton.write(to: course.root)
        }
    }

    @Test("When its second half can't be written, its first half goes again")
    func half() throws {
        try course.remove("Tests")
        try course.write("a file where a folder should be", to: "Tests")
        let before = try everything()
        let error = #expect(throws: AuthoringError.self) {
            try skeleton().write(to: course.root)
        }
        guard case .cannotWrite("Tests/Catalogue/07-outbox", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try everything() == before)
    }

    @Test("A name that is too long for a file is an error, and leaves nothing")
    func tooLong() throws {
        let before = try everything()
        let id = String(repeating: "x", count: 300)
        let draft = try ExerciseDraft(id, module: nil, in: try CourseNames(course: course.root))
        #expect(throws: AuthoringError.self) { try draft.skeleton.write(to: course.root) }
        #expect(try everything() == before)
    }
}
