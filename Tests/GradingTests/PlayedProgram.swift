import Foundation
import Judge
import Testing

/// A program of the course, played by the real program without a shell around it.
struct PlayedProgram: CustomTestStringConvertible, Sendable {
    let name: String
    let exercise: String
    let contract: String
    let type: String

    var testDescription: String { name }

    static let packAfterCommit = PlayedProgram(
        name: "pack-after-commit", exercise: "two-lines", contract: "TwoLines", type: "Packing")
    static let chargeThenCommit = billing("charge-then-commit")
    static let chargeWithKey = billing("charge-with-key")
    static let markThenCharge = billing("mark-then-charge")
    static let chargeThenMark = billing("charge-then-mark")
    static let chargeByPlace = billing("charge-by-place")
    static let all = [
        packAfterCommit, chargeThenCommit, chargeWithKey, markThenCharge, chargeThenMark,
        chargeByPlace,
    ]

    private static func billing(_ name: String) -> PlayedProgram {
        PlayedProgram(name: name, exercise: "charge-once", contract: "ChargeOnce", type: "Billing")
    }

    static let folder = Program.repository.appending(path: "Lessons/plays")

    var submission: Submission { submission(of: Self.folder.appending(path: "\(name).swift").path) }

    func submission(of file: String) -> Submission {
        Submission(file: file, exercise: exercise, contract: contract, type: type)
    }

    func play(_ faults: [NamedFault] = []) throws -> PlayResult {
        try Self.judge().play(submission, faults: faults)
    }

    func replay(_ tape: String) throws -> Verdict {
        try Self.judge().grade(submission, task: .replay(tape: tape))
    }

    /// As the program makes it for itself, with the same scratch folder.
    static func judge() throws -> Judge {
        let executable = URL(filePath: Program.executable)
        return Judge(
            toolchain: try Toolchain.locate(environment: ProcessInfo.processInfo.environment),
            executable: executable.path,
            modules: try ModuleSearch.folder(nextTo: executable.path),
            scratch: executable.deletingLastPathComponent().appending(path: "grading").path)
    }
}

extension PlayResult {
    var story: Story? { verdict.counterexample }

    /// How often this stands in the story, as a step of one kind.
    func steps(_ kind: Story.Step.Kind, _ text: String) -> Int {
        story?.timeline.count { $0.kind == kind && $0.text.contains(text) } ?? 0
    }
}
