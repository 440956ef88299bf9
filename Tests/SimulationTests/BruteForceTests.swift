import Foundation
import Judge
import OutsideThePool
import Testing

@Suite("The explorer and its brute-force twin", .waitsForProcesses)
struct BruteForceTests {
    /// - `two-calls`: one process, `pack x` and `pack y`, timeouts ignored. At each call it may die
    ///   before (B) or after (A) the effect, or the request may be lost (L): 2 · 3 = 6. A death
    ///   brings both calls again, a loss leads on. So after B, A or L at x there are 2 · 3, 2 · 3
    ///   and 1 · 3 more, after B, A or L at y 2 · 3, 2 · 3 and none: 27 pairs.
    /// - `two-instances`: a and b each make one call and can die before or after its effect: 4. If a
    ///   has died, b's call (sent in the same moment, so a point after a's) and a's second one are
    ///   left: 2 · 2. If b has died, only its second one is: 1 · 2. Either can die in two ways: 2 ·
    ///   4 + 2 · 2 = 12.
    /// - `task-group`: `pack x` and `pack y` side by side, then `pack z`; deaths before or after the
    ///   effect, and lost answers (L): 3 · 3 = 9. A death brings three calls again: 9 options. B at x
    ///   comes before y is sent: 9. A at x comes after: y's own 3, and 9. L at x leaves y and z: 6.
    ///   At y: 9, 9, and z: 3. At z: 9, 9, none. 9 + 12 + 6 + 9 + 9 + 3 + 9 + 9 = 66.
    @Test(
        "Both play the schedules that a hand counts",
        arguments: [
            ("two-calls", "1 6 27"), ("two-instances", "1 4 12"), ("task-group", "1 9 66"),
        ])
    func countedByHand(trial: String, levels: String) throws {
        #expect(
            try Host.lines("count", trial, "2") == [
                "brute force levels \(levels)", "brute force failures 0",
                "explorer levels \(levels)", "explorer failures 0", "agree",
            ])
    }

    @Test(
        "They agree on every sixth file of the catalogues; on one of each, where time is short",
        arguments: try Host.isSlowPartOn ? CatalogueFile.some() : CatalogueFile.firstOfEach())
    func catalogue(file: CatalogueFile) throws {
        try expectAgreement(on: file, bound: 1)
    }

    @Test(
        "They agree on pairs of deviations",
        .enabled(if: Host.isSlowPartOn), arguments: try CatalogueFile.firstOfEach())
    func pairs(file: CatalogueFile) throws {
        try expectAgreement(on: file, bound: 2)
    }

    private func expectAgreement(on file: CatalogueFile, bound: Int) throws {
        let lines = try LearnerFile(file.submission).withLibrary {
            try Host.lines("compare", $0, file.submission.exercise, "\(bound)")
        }
        #expect(lines.last == "agree", "\(lines)")
        let failures = lines.first { $0.hasPrefix("explorer failures ") }
        if file.isCorrect { #expect(failures == "explorer failures 0", "\(lines)") }
    }
}

/// `Tests/Catalogue/NN-ID/correct/NAME.swift`, and the same with `wrong`.
struct CatalogueFile: CustomTestStringConvertible, Sendable {
    let submission: Submission
    let isCorrect: Bool

    var testDescription: String { submission.file }

    static func all() throws -> [CatalogueFile] {
        try names(in: LearnerFile.tests.appending(path: "Catalogue")).flatMap { folder in
            try ["correct", "wrong"].flatMap { kind in
                let path = LearnerFile.tests.appending(path: "Catalogue/\(folder)/\(kind)")
                return try names(in: path).map { name in
                    CatalogueFile(
                        submission: try submission(path.appending(path: name), of: folder),
                        isCorrect: kind == "correct")
                }
            }
        }
    }

    static func some() throws -> [CatalogueFile] {
        try all().enumerated().filter { $0.offset.isMultiple(of: 6) }.map(\.element)
    }

    /// A correct and a wrong one of each exercise.
    static func firstOfEach() throws -> [CatalogueFile] {
        let all = try all()
        return zip(all.indices, all).filter { index, file in
            index == 0 || all[index - 1].submission.exercise != file.submission.exercise
                || all[index - 1].isCorrect != file.isCorrect
        }.map(\.1)
    }

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// The contract is the exercise's id in camel case; the type's name stands in `exercise.yml`.
    private static func submission(_ file: URL, of folder: String) throws -> Submission {
        let id = folder.drop { $0 != "-" }.dropFirst()
        let course = LearnerFile.tests.deletingLastPathComponent()
            .appending(path: "Exercises/\(folder)/exercise.yml")
        let type = try String(contentsOf: course, encoding: .utf8).split(separator: "\n")
            .first { $0.hasPrefix("type: ") }?.dropFirst("type: ".count)
        return Submission(
            file: file.path, exercise: String(id),
            contract: id.split(separator: "-").map(\.capitalized).joined(),
            type: String(try #require(type)))
    }
}
