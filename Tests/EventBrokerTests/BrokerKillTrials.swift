import EventLog
import Foundation
import OutsideThePool
import Testing

@testable import EventBroker

/// The program at `Tests/BrokerWriter`, built beside this test bundle, is killed while its producers
/// write and its consumer commits.
@Suite("A broker on a disk: kill trials", .waitsForProcesses) struct BrokerKillTrials {
    private static let folders =
        ProcessInfo.processInfo.environment["EVENTLINGS_SLOW"] == "1" ? 40 : 4
    private static let killsPerFolder = 5

    @Test(
        "Whenever it is killed, what it has acknowledged is there afterwards: records once, commits"
    )
    func killed() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededGenerator(seed: seed)
        var (records, commits) = (0, 0)
        for folder in 0..<Self.folders {
            let promised = try killRepeatedly(&random, "seed \(seed), folder \(folder)")
            records += promised.records.count
            commits += promised.commits.count
        }
        print(
            "\(Self.folders * Self.killsPerFolder) kills, \(records) acknowledged records,"
                + " \(commits) partitions with acknowledged commits, seed \(seed)")
    }

    private func killRepeatedly(
        _ random: inout SeededGenerator, _ trial: String
    ) throws -> Acknowledgements {
        let folder = try ScratchFolder()
        var promised = Acknowledgements()
        for run in 0..<Self.killsPerFolder {
            let wanted = Int.random(in: 1..<150, using: &random)
            let writer = try BrokerWriter(folder: folder.path, run: run)
            let lines = try writer.lines(
                killedAfter: wanted, spins: Int.random(in: 0..<2_000, using: &random))
            promised.take(lines, of: run)
            try check(promised, on: folder.path, "\(trial), run \(run)")
        }
        return promised
    }

    private func check(_ promised: Acknowledgements, on folder: String, _ trial: String) throws {
        let broker = try Broker(on: DiskStorage(folder: folder))
        for partition in 0..<3 {
            let values = try values(of: TopicPartition("orders", partition), in: broker)
            let isThere = promised.records.filter { $0.key.partition == partition }
                .allSatisfy { place, value in
                    values.indices.contains(place.offset) && values[place.offset] == value
                }
            try #require(isThere, "\(trial), partition \(partition)")
            try #require(areInOrderAndOnce(values), "\(trial), partition \(partition)")
        }
        for (place, offset) in promised.commits {
            let committed = broker.committed(
                OffsetFetch(
                    groupID: place.groupID,
                    partitions: [TopicPartition("orders", place.partition)]))
            try #require(committed.offsets[0].offset >= offset, "\(trial), \(place)")
        }
    }

    /// In order of the offsets, which have no gaps.
    private func values(of partition: TopicPartition, in broker: Broker) throws -> [String] {
        let all = Fetch(
            positions: [PartitionOffset(partition, 0)], maxWaitMilliseconds: 0,
            maxPartitionBytes: 1 << 28)
        let records = try broker.read(all).partitions.flatMap(\.batches).flatMap {
            try $0.records()
        }
        try #require(records.map(\.offset) == Array(0..<Int64(records.count)))
        return records.map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }

    /// Each producer's numbers are 1, 2, 3 and so on.
    private func areInOrderAndOnce(_ values: [String]) -> Bool {
        var latest: [Substring: Int] = [:]
        return values.allSatisfy { value in
            let parts = value.split(separator: "/")
            let producer = value.prefix(value.count - parts[2].count)
            let number = latest[producer, default: 0] + 1
            latest[producer] = number
            return parts[2] == "\(number)"
        }
    }
}

/// What was promised before the kills.
private struct Acknowledgements {
    struct Place: Hashable {
        var partition: Int
        var offset: Int
    }

    struct GroupPlace: Hashable {
        var groupID: String
        var partition: Int
    }

    private(set) var records: [Place: String] = [:]
    /// The last one.
    private(set) var commits: [GroupPlace: Int64] = [:]

    mutating func take(_ lines: [Substring], of run: Int) {
        for line in lines {
            let parts = line.split(separator: " ")
            guard let partition = Int(parts[1]), let offset = Int(parts[2]) else { continue }
            if parts[0] == "record" {
                records[Place(partition: partition, offset: offset)] = String(parts[3])
            } else {
                commits[GroupPlace(groupID: "readers-\(run)", partition: partition)] =
                    Int64(offset)
            }
        }
    }
}

/// The running program.
private struct BrokerWriter {
    private let process = Process()
    private let output = Pipe()

    init(folder: String, run: Int) throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "BrokerWriter")
        process.arguments = [folder, "\(run)"]
        process.standardOutput = output
        try process.run()
    }

    /// Kills the program a moment after its acknowledgement number `count`, and returns all that it
    /// made. A torn line is none.
    func lines(killedAfter count: Int, spins: Int) throws -> [Substring] {
        let handle = output.fileHandleForReading
        var text = Data()
        while text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
            let read = handle.availableData
            try #require(!read.isEmpty, "the program ended by itself")
            text += read
        }
        var spun = 0
        while spun < spins { spun += getpid() > 0 ? 1 : 2 }
        kill(process.processIdentifier, SIGKILL)
        text += handle.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
}

/// In memory, if the system has such a place: thousands of flushes would wait for a disk.
private final class ScratchFolder {
    let path: String

    init() throws {
        let memory = URL(filePath: "/dev/shm")
        let parent =
            FileManager.default.isWritableFile(atPath: memory.path)
            ? memory : FileManager.default.temporaryDirectory
        path = parent.appending(path: "broker-kills-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
