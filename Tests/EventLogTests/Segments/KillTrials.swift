import Foundation
import OutsideThePool
import Testing

@testable import EventLog

/// The program at `Tests/LogWriter`, built beside this test bundle, is killed while it writes.
@Suite("Segmented log: kill trials", .waitsForProcesses) struct KillTrials {
    private static let logs =
        ProcessInfo.processInfo.environment["EVENTLINGS_SLOW"] == "1" ? 50 : 4
    private static let killsPerLog = 5

    @Test("Whenever the writer is killed, every acknowledged record is there afterwards, once")
    func killed() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SplitMix64(state: seed)
        var count = 0
        for log in 0..<Self.logs {
            count += try killRepeatedly(&random, "seed \(seed), log \(log)")
        }
        print(
            "\(Self.logs * Self.killsPerLog) kills, \(count) acknowledged records, seed \(seed)")
    }

    /// Returns how many records were acknowledged.
    private func killRepeatedly(_ random: inout SplitMix64, _ trial: String) throws -> Int {
        let folder = try TemporaryFolder()
        var acknowledged: [Int64: String] = [:]
        for run in 0..<Self.killsPerLog {
            let wanted = random.next(below: 40)
            let writer = try Writer(folder: folder.path, run: run, seed: random.next())
            let found = try writer.acknowledgements(
                killedAfter: wanted, spins: random.next(below: 2_000))
            #expect(found.count >= wanted, "\(trial), run \(run)")
            try #require(acknowledged.keys.allSatisfy { found[$0] == nil }, "\(trial), run \(run)")
            acknowledged.merge(found) { first, _ in first }
            let identifiers = try identifiersInLog(folder.path)
            let isWhole =
                Set(identifiers).count == identifiers.count
                && acknowledged.allSatisfy { offset, identifier in
                    offset < identifiers.count && identifiers[Int(offset)] == identifier
                }
            try #require(isWhole, "\(trial), run \(run)")
        }
        return acknowledged.count
    }

    /// What each record says, in order of the offsets, which have no gaps.
    private func identifiersInLog(_ folder: String) throws -> [String] {
        let records = try SegmentedLog(folder: folder).records()
        try #require(records.map(\.offset) == Array(0..<Int64(records.count)))
        try #require(records.allSatisfy(isAsWritten))
        return records.map { String(decoding: $0.key ?? [], as: UTF8.self) }
    }

    /// The value is the key and then dots.
    private func isAsWritten(_ record: Record) -> Bool {
        guard let key = record.key, let value = record.value else { return false }
        return value.starts(with: key)
            && value.dropFirst(key.count).allSatisfy { $0 == UInt8(ascii: ".") }
    }
}

/// The running program.
private struct Writer {
    private let process = Process()
    private let output = Pipe()
    private let run: Int

    init(folder: String, run: Int, seed: UInt64) throws {
        self.run = run
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "LogWriter")
        process.arguments = [folder, "\(run)", "\(seed)"]
        process.standardOutput = output
        try process.run()
    }

    /// Kills the writer a moment after its acknowledgement number `count`, and returns all that it
    /// made: what each record says, by its offset.
    func acknowledgements(killedAfter count: Int, spins: Int) throws -> [Int64: String] {
        let handle = output.fileHandleForReading
        var text = Data()
        while text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
            let read = handle.availableData
            try #require(!read.isEmpty, "the writer ended by itself")
            text += read
        }
        var spun = 0
        while spun < spins { spun += getpid() > 0 ? 1 : 2 }
        kill(process.processIdentifier, SIGKILL)
        text += handle.readDataToEndOfFile()
        process.waitUntilExit()
        return try acknowledgements(in: text)
    }

    /// The last line may be torn: then its record isn't acknowledged.
    private func acknowledgements(in text: Data) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        let lines = String(decoding: text, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for line in lines {
            let parts = line.split(separator: " ")
            let offset = try #require(Int64(parts[0]))
            found[offset] = "\(run)/\(parts[1])"
        }
        return found
    }
}
