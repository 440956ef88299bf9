import Course
import Foundation
import Testing

@Suite("Programs to play")
struct PlayProgramTests {
    let course: CourseFolder

    init() throws {
        course = try CourseFolder()
        try course.addExercise("00-two-lines")
        try course.addExercise("06-charge-once")
    }

    private func plays() throws -> PlayPrograms {
        PlayPrograms(of: try Catalogue(course: course.root), in: course.root)
    }

    private func findings() throws -> [String] {
        try plays().findings.map {
            $0.description.replacing(course.root.path + "/Lessons/plays/", with: "")
        }
    }

    @Test(
        "The exercise and the type come from the declaration",
        arguments: [
            "struct Till: ChargeOnce {", "final class Till: Sendable, ChargeOnce {",
            "  struct Till : ChargeOnce {", "struct Till: ChargeOnce\n{",
            "class Till: ChargeOnce {",
            "struct Other: Sendable {}\nstruct Till: ChargeOnce {",
            "// struct Old: TwoLines {\nstruct Till: ChargeOnce {",
        ])
    func declaration(text: String) throws {
        try course.write("// Charges.\n\(text)}\n", to: "Lessons/plays/p.swift")
        let program = try #require(try plays().programs.first)
        #expect(program.name == "p")
        #expect(program.summary == "Charges.")
        #expect(program.exercise.id == "charge-once")
        #expect(program.type == "Till")
        #expect(try findings() == [])
    }

    @Test("A file without one contract, without a first line, or that is no Swift is a finding")
    func broken() throws {
        try course.write("// Does nothing.\nstruct A: Sendable {}\n", to: "Lessons/plays/a.swift")
        try course.write(
            "// Does both.\nstruct B: TwoLines {}\nstruct C: ChargeOnce {}\n",
            to: "Lessons/plays/b.swift")
        try course.write("struct C: ChargeOnce {}\n", to: "Lessons/plays/c.swift")
        try course.write("notes", to: "Lessons/plays/d.txt")
        let contracts = "the contracts are TwoLines, ChargeOnce"
        #expect(
            try findings() == [
                "a.swift: exactly one type here must conform to an exercise's contract, and 0 do; "
                    + contracts,
                "b.swift: exactly one type here must conform to an exercise's contract, and 2 do; "
                    + contracts,
                "c.swift:1: begin with `// ` and what the program does, in a sentence",
                "d.txt: only Swift files belong here; move or delete it",
            ])
        let files = CourseCheck(course: course.root).findings().map(\.file)
        #expect(files.count { $0.contains("/plays/") } == 4)
    }

    @Test("A name, or the beginning of only one, finds a program")
    func finding() throws {
        for name in ["charge", "charge-with-key", "pack-it"] {
            try course.write("// P.\nstruct T: TwoLines {}\n", to: "Lessons/plays/\(name).swift")
        }
        let plays = try plays()
        #expect(try plays.find("charge").name == "charge")
        #expect(try plays.find("p").name == "pack-it")
        #expect(throws: LookupError.ambiguous(word: "c", ids: ["charge", "charge-with-key"])) {
            try plays.find("c")
        }
        #expect(throws: LookupError.unknown(word: "pick-it", nearest: "pack-it")) {
            try plays.find("pick-it")
        }
        #expect(throws: LookupError.unknown(word: "", nearest: nil)) { try plays.find("") }
    }

    @Test("A course need not have any")
    func none() throws {
        #expect(try plays().programs.isEmpty)
        #expect(try plays().findings.isEmpty)
    }
}
