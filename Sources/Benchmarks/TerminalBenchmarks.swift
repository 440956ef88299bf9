import Foundation
import Judge

/// How long a learner waits for the prompt, and an author for the check of the whole course.
struct TerminalBenchmarks {
    private let runs = 11

    func figures() throws -> [Figure] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "eventlings-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        // `script` gives the program a terminal. It shows its prompt, reads `quit` and ends, so this
        // is a little more than the time to the prompt.
        let session = "script -qec '\(program) --workspace \(folder.path)' /dev/null"
        let prompt = ["timeout", "10", "sh", "-c", "echo quit | \(session)"]
        return [
            Figure("prompt", unit: "s", samples: try samples(of: prompt)),
            Figure("check-course", unit: "s", samples: try samples(of: [program, "check-course"])),
        ]
    }

    private func samples(of command: [String]) throws -> [Double] {
        try (0..<runs).map { _ in try Stopwatch().time(command).0 }
    }

    private var program: String {
        URL(filePath: HostExecutable.ownPath).deletingLastPathComponent()
            .appending(path: "eventlings").path
    }
}
