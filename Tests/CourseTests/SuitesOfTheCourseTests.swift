import Course
import Foundation
import HiddenSuites
import Simulation
import Testing

/// What the course's own files and the hidden suites say of each other.
@Suite("The course and its hidden suites")
struct SuitesOfTheCourseTests {
    private static let course = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("Every exercise has a suite, made for it")
    func suites() throws {
        for exercise in try Catalogue(course: Self.course).exercises {
            #expect(Suites.suite(for: exercise.id)?.exercise == exercise.id)
        }
        #expect(Suites.suite(for: "no-such-exercise") == nil)
    }

    @Test("A suite's promises go from root to consequence: safety first")
    func invariants() throws {
        for exercise in try Catalogue(course: Self.course).exercises {
            let suite = try #require(Suites.suite(for: exercise.id))
            let ends = suite.invariants.drop { $0.kind == .safety }
            #expect(!ends.contains { $0.kind == .safety }, "\(exercise.id)")
            #expect(Set(suite.invariants.map(\.id)).count == suite.invariants.count)
        }
    }

    @Test("Every diagnosis sends its reader to a step that is there, or planned")
    func lessons() throws {
        let catalogue = try Catalogue(course: Self.course)
        let check = LessonCheck(
            course: Self.course, lessons: Lessons(course: Self.course),
            exercises: catalogue.exercises)
        for exercise in catalogue.exercises {
            let suite = try #require(Suites.suite(for: exercise.id))
            let diagnoses = suite.diagnoses + suite.processDiagnoses
            #expect(!suite.diagnoses.isEmpty)
            let findings = check.findings(about: diagnoses.map(\.lesson), in: exercise.id)
            #expect(findings.map(\.description) == [])
        }
    }
}
