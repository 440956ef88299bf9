import Foundation
import Glibc
import OutsideThePool
import Testing

/// SIGKILL, as a power button: whenever it comes, at most the command in flight is lost.
@Suite("Killed while it keeps progress", .waitsForProcesses) struct KillTests {
    private static let trials = 100

    @Test(
        "100 kills at any moment lose no command that was answered, and the log stays whole",
        .enabled(if: Program.isSlowPartOn))
    func killed() throws {
        try Program.using { program in
            var answered = 0
            var uncertain = 0
            var random = SystemRandomNumberGenerator()
            for trial in 1...Self.trials {
                let bytes = Int.random(in: 0..<6_000, using: &random)
                answered += try answersBeforeKill(program, afterBytes: bytes)
                uncertain += 1
                let file = program.folder.appending(path: "\(trial).jsonl")
                let outcome = try program.run("progress", "export", file.path)
                #expect(outcome.status == 0 && outcome.complaint == "", "\(outcome.complaint)")
                let events = try String(contentsOf: file, encoding: .utf8)
                    .split(separator: "\n").count
                #expect(
                    (answered...answered + uncertain).contains(events),
                    "\(events) events after \(answered) answers, killed after \(bytes) bytes")
                // What was in flight and has arrived counts from now on.
                answered = events
                uncertain = 0
            }
        }
    }

    /// Has it note one beginning after the other, kills it when it has said so much, and counts what
    /// it had answered.
    private func answersBeforeKill(_ program: Program, afterBytes limit: Int) throws -> Int {
        let process = Process()
        let input = program.folder.appending(path: "lines")
        try Data(String(repeating: "start two-lines\n", count: 2_000).utf8).write(to: input)
        let output = Pipe()
        process.executableURL = URL(filePath: program.executable)
        process.arguments = ["--workspace", program.workspace.path]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var said = Data()
        while said.count < limit {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += more
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        said += output.fileHandleForReading.readDataToEndOfFile()
        return String(decoding: said, as: UTF8.self).components(separatedBy: "`task`.\n").count - 1
    }
}
