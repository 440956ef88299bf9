import Foundation
import Testing

@testable import Judge

/// A learner's file, compiled and linked as grading does it.
struct LearnerFile {
    let submission: Submission

    /// One of `Tests/LearnerFiles`, which are solutions of `two-lines`.
    init(named name: String) {
        submission = Submission(
            file: Self.tests.appending(path: "LearnerFiles/\(name).swift").path,
            exercise: "two-lines", contract: "TwoLines", type: "Packing")
    }

    init(_ submission: Submission) {
        self.submission = submission
    }

    static let tests = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Runs `body` with the path of the library, which goes afterwards.
    func withLibrary<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try ScratchFolder(in: Self.scratch)
        let toolchain = try Toolchain.locate(environment: ProcessInfo.processInfo.environment)
        let compiler = Compiler(
            toolchain: toolchain, modules: try ModuleSearch.folder(nextTo: Host.executable.path),
            cache: "\(Self.scratch)/module-cache", environment: Host.environment)
        guard case .object(let object) = try compiler.compile(submission, in: folder) else {
            throw CompileError(description: "\(submission.file) does not compile")
        }
        let library = "\(folder.path)/solution.so"
        let options = try ObjectFile([UInt8](Data(contentsOf: URL(filePath: object))))
            .autolinkOptions
        try Linker(toolchain: toolchain, environment: Host.environment)
            .link(object, options: options, to: library)
        return try body(library)
    }

    private struct CompileError: Error, CustomStringConvertible {
        let description: String
    }

    /// Beside the test bundle, so that the compiler's cache serves the next run, too.
    private static let scratch = {
        let folder = Host.executable.deletingLastPathComponent()
            .appending(path: "SimulationTests.scratch").path
        return (try? ScratchFolder.prepare(folder)) ?? folder
    }()
}
