import Foundation

/// Runs a program from start to end, and says how long it took.
struct Stopwatch {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    var folder: URL?

    /// Seconds, and what the program wrote to standard output.
    func time(_ command: [String], statuses: Set<Int32> = [0]) throws -> (Double, Data) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        // `waitUntilExit` looks every 50 ms only.
        let hasEnded = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in hasEnded.signal() }
        let clock = ContinuousClock()
        let begin = clock.now
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        hasEnded.wait()
        let seconds = begin.duration(to: clock.now) / .seconds(1)
        guard statuses.contains(process.terminationStatus) else {
            let words = command.joined(separator: " ")
            throw Failed(description: "\(words) ended with status \(process.terminationStatus)")
        }
        return (seconds, bytes)
    }
}
