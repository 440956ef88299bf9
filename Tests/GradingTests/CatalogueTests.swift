import Foundation
import Judge
import OutsideThePool
import Testing

/// A solution of the catalogue, and what it must come to.
struct CatalogueEntry: CustomTestStringConvertible, Sendable {
    let exercise: String
    let file: URL
    /// Nil for a correct one.
    let diagnosis: String?

    var testDescription: String {
        "\(exercise)/\(file.deletingLastPathComponent().lastPathComponent)/"
            + file.deletingPathExtension().lastPathComponent
    }

    static func all(_ kind: String) -> [CatalogueEntry] {
        exercises.flatMap { folder in
            swiftFiles(in: catalogue.appending(path: "\(folder)/\(kind)")).map { file in
                CatalogueEntry(
                    exercise: id(of: folder), file: file,
                    diagnosis: kind == "wrong" ? diagnosis(in: file) : nil)
            }
        }
    }

    /// All of them where there is time; else some of each exercise, for a debug build of the program
    /// takes seconds for one.
    static func graded(_ kind: String, oneOf count: Int) -> [CatalogueEntry] {
        let all = all(kind)
        if Program.isSlowPartOn { return all }
        return all.enumerated().filter { $0.offset.isMultiple(of: count) }.map(\.element)
    }

    static var exercises: [String] { names(in: Program.repository.appending(path: "Exercises")) }

    /// `06-charge-once` is `charge-once`.
    static func id(of folder: String) -> String {
        String(folder.drop { $0 != "-" }.dropFirst())
    }

    private static let catalogue = Program.repository.appending(path: "Tests/Catalogue")

    private static func swiftFiles(in folder: URL) -> [URL] {
        names(in: folder).filter { $0.hasSuffix(".swift") }.map { folder.appending(path: $0) }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    /// `// diagnosis: ID — the mistake`
    private static func diagnosis(in file: URL) -> String? {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first?
            .split(separator: "diagnosis: ").last?.split(separator: " ").first.map { String($0) }
    }
}

@Suite("The catalogues", .serialized, .waitsForProcesses)
struct CatalogueTests {
    @Test(
        "A correct solution passes, whatever its design",
        arguments: CatalogueEntry.graded("correct", oneOf: 6))
    func correct(entry: CatalogueEntry) throws {
        let outcome = try Program.using { try $0.grade(entry.exercise, entry.file.path) }
        let verdict = try outcome.verdict
        #expect(verdict.verdict == .passed, "\(outcome.output)")
        #expect(outcome.status == 0)
        let explored = try #require(verdict.explored)
        #expect(explored.bound >= 1)
        #expect(explored.levels.count >= explored.bound + 1)
        #expect(explored.schedules == explored.levels.reduce(0, +))
    }

    @Test(
        "So it does when it is looked at thoroughly: every eighth, for that takes some seconds each",
        .enabled(if: Program.isSlowPartOn),
        arguments: CatalogueEntry.all("correct").enumerated().filter { $0.offset % 8 == 0 }
            .map(\.element))
    func thorough(entry: CatalogueEntry) throws {
        let outcome = try Program.using {
            try $0.run("grade", entry.exercise, "--file", entry.file.path, "--thorough", "--json")
        }
        #expect(try outcome.verdict.verdict == .passed, "\(outcome.output)")
    }

    @Test(
        "A wrong solution fails with its own diagnosis",
        arguments: CatalogueEntry.graded("wrong", oneOf: 4))
    func wrong(entry: CatalogueEntry) throws {
        let outcome = try Program.using { try $0.grade(entry.exercise, entry.file.path) }
        let verdict = try outcome.verdict
        #expect(verdict.diagnosis?.id == entry.diagnosis, "\(outcome.output)")
        let words = verdict.diagnosis.map { $0.explanation + $0.question }
        #expect(words?.contains("{") == false, "a name is left open")
        #expect(outcome.status == 1)
        let story = try #require(verdict.counterexample)
        #expect(story.timeline.count <= 40, "a story is read, not searched")
        let end = story.timeline.last
        switch verdict.verdict {
        case .failed:
            #expect(end?.kind == .broken && story.cause?.isEmpty == false)
            #expect(verdict.invariants.contains { !$0.holds })
        case .endedEarly: #expect(end?.text == "run returns")
        case .timedOut:
            #expect(verdict.message?.contains("never comes to rest") == true)
        default: Issue.record("its verdict is \(verdict.verdict.rawValue)")
        }
    }

    @Test("An untouched starter fails kindly", arguments: CatalogueEntry.exercises)
    func starter(folder: String) throws {
        let file = Program.repository.appending(path: "Exercises/\(folder)/Starter.swift").path
        let verdict = try Program.using {
            try $0.grade(CatalogueEntry.id(of: folder), file)
        }.verdict
        #expect(verdict.diagnosis != nil)
        #expect(verdict.counterexample != nil)
        #expect(verdict.compilerOutput == nil)
    }

    @Test("A model solution passes", arguments: CatalogueEntry.exercises)
    func model(folder: String) throws {
        let file = Program.repository.appending(path: "Exercises/\(folder)/Model.swift").path
        let outcome = try Program.using { try $0.grade(CatalogueEntry.id(of: folder), file) }
        #expect(try outcome.verdict.verdict == .passed)
    }

    @Test("A failed schedule is told again from its tape, step by step the same")
    func replay() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let graded = try program.run("grade", "--json")
            let first = try program.run("replay")
            let second = try program.run("replay")
            #expect(graded.status == 1)
            #expect(first.output == second.output)
            let story = try #require(try graded.verdict.counterexample)
            for step in story.timeline where step.kind == .broken {
                #expect(first.output.contains(step.text))
            }
            #expect(first.output.contains("committed 1"), "the broker's state is beside the steps")
        }
    }
}
