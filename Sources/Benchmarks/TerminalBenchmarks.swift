import Foundation
import Judge

/// How long an author waits for the check of the whole course.
struct TerminalBenchmarks {
    private let runs = 11

    func figures() throws -> [Figure] {
        let samples = try (0..<runs).map { _ in
            try Stopwatch().time([program, "check-course"]).0
        }
        return [Figure("check-course", unit: "s", samples: samples)]
    }

    private var program: String {
        URL(filePath: HostExecutable.ownPath).deletingLastPathComponent()
            .appending(path: "eventlings").path
    }
}
