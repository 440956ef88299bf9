import Foundation
import Judge

/// How long a learner waits for the prompt, and an author for the check of the whole course.
struct TerminalBenchmarks {
    private let runs = 11

    func figures() throws -> [Figure] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "eventlings-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        // The program shows its prompt, reads `quit` and ends. What `script` takes for the terminal
        // itself is taken off: that of `head`, which reads a line and ends too.
        let terminal = try samples(of: session("head -n 1")).median
        let sessions = try samples(of: session("\(program) --workspace \(folder.path)"))
        return [
            Figure("prompt", unit: "s", samples: sessions.map { $0 - terminal }),
            Figure("check-course", unit: "s", samples: try samples(of: [program, "check-course"])),
        ]
    }

    private func session(_ command: String) -> [String] {
        ["timeout", "10", "sh", "-c", "echo quit | script -qec '\(command)' /dev/null"]
    }

    private func samples(of command: [String]) throws -> [Double] {
        try (0..<runs).map { _ in try Stopwatch().time(command).0 }
    }

    private var program: String {
        URL(filePath: HostExecutable.ownPath).deletingLastPathComponent()
            .appending(path: "eventlings").path
    }
}
