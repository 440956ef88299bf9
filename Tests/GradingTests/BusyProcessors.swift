import Foundation

/// Programs that keep both processors busy until they are freed.
struct BusyProcessors {
    private let spinners: [Process]

    init() throws {
        spinners = try (0..<2).map { _ in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "while :; do :; done"]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
    }

    func free() {
        for spinner in spinners { kill(spinner.processIdentifier, SIGKILL) }
    }
}
