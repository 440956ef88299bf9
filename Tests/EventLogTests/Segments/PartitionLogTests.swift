import Testing

@testable import EventLog

/// What a partition's log promises, wherever it is kept: each test runs on both.
@Suite("Partition log: in memory and on a disk") struct PartitionLogTests {
    enum Storage: CaseIterable { case memory, disk }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func log(
        _ storage: Storage, _ options: LogOptions = smallSegments
    ) throws -> any PartitionLog {
        switch storage {
        case .memory: MemoryLog(options: options)
        case .disk: try SegmentedLog(folder: "\(folder.path)/log", options: options)
        }
    }

    private func batch(_ moments: Int64...) -> RecordBatch {
        RecordBatch(
            moments.map { Record(timestamp: Timestamp(milliseconds: $0), key: [1], value: [1]) })
    }

    private func at(_ moment: Int64) -> Timestamp { Timestamp(milliseconds: moment) }

    @Test("Offsets count on from batch to batch, across segments", arguments: Storage.allCases)
    func offsets(storage: Storage) throws {
        var log = try log(storage)
        #expect(log.startOffset...log.endOffset == 0...0)
        let given = try [batch(1, 2), batch(3), batch(4, 5, 6), batch(7)].map { try log.append($0) }
        #expect(given == [0, 2, 3, 6])
        #expect(log.endOffset == 7)
        #expect(try log.records().map(\.offset) == Array(0..<7))
    }

    @Test(
        "A fetch begins with the batch that holds its offset, and takes what fits but one at least")
    func fetching() throws {
        var memory = try log(.memory)
        var disk = try log(.disk)
        for batch in [batch(1, 2), batch(3), batch(4, 5, 6), batch(7), batch(8)] {
            #expect(try disk.append(batch) == memory.append(batch))
        }
        for offset in Int64(0)...8 {
            for maxBytes in [Int.min, 0, 75, 150, 230, .max] {
                let found = try disk.batches(from: offset, maxBytes: maxBytes)
                #expect(
                    found.first.map { ($0.baseOffset...$0.lastOffset).contains(offset) } ?? true)
                #expect(found == (try memory.batches(from: offset, maxBytes: maxBytes)))
            }
        }
        #expect(try disk.batches(from: 8, maxBytes: .max).isEmpty)
    }

    @Test("An offset outside the log is refused, with what there is", arguments: Storage.allCases)
    func outOfRange(storage: Storage) throws {
        var log = try log(storage)
        for moment in Int64(0)..<4 { try log.append(batch(moment)) }
        try log.deleteRecords(before: 2)
        for offset in [-1, 1, 5, .max] as [Int64] {
            #expect(throws: OffsetOutOfRange(offset: offset, available: 2...4)) {
                try log.batches(from: offset, maxBytes: .max)
            }
        }
    }

    @Test(
        "A time leads to the first record that isn't older, even if times go back and forth",
        arguments: Storage.allCases)
    func time(storage: Storage) throws {
        var log = try log(storage)
        for batch in [batch(10, 30, 20), batch(15), batch(5), batch(40, 50)] {
            try log.append(batch)
        }
        let moments: [Int64] = [.min, 0, 10, 11, 30, 31, 45, 50, 51, .max]
        let found = try moments.map { try log.firstOffset(atOrAfter: at($0)) }
        #expect(found == [0, 0, 0, 1, 1, 5, 6, 6, nil, nil])
        try log.deleteRecords(before: 2)
        #expect(try log.firstOffset(atOrAfter: at(0)) == 2)
        #expect(try log.firstOffset(atOrAfter: at(30)) == 5)
    }

    @Test(
        "Deleted records are gone for good, and the others keep their offsets",
        arguments: Storage.allCases)
    func deletedRecords(storage: Storage) throws {
        var log = try log(storage)
        for moment in Int64(0)..<5 { try log.append(batch(moment)) }
        #expect(try log.deleteRecords(before: 3) == 3)
        #expect(try log.deleteRecords(before: 1) == 3, "the log's beginning only rises")
        #expect(try log.batches(from: 3, maxBytes: .max).map(\.baseOffset) == [3, 4])
        #expect(throws: OffsetOutOfRange(offset: 6, available: 3...5)) {
            try log.deleteRecords(before: 6)
        }
        #expect(try log.deleteRecords(before: 5) == 5)
        #expect(try log.append(batch(9)) == 5)
        #expect(try log.batches(from: 5, maxBytes: .max).map(\.baseOffset) == [5])
    }

    @Test(
        "Time takes whole segments, and only once their youngest record is too old",
        arguments: Storage.allCases)
    func retentionByTime(storage: Storage) throws {
        var options = smallSegments
        options.retentionMilliseconds = 100
        var log = try log(storage, options)
        for moment in [0, 10, 50, 20, 30, 40] as [Int64] { try log.append(batch(moment)) }
        let begins = try [100, 110, 111, 150].map { try log.applyRetention(now: at($0)) }
        #expect(begins == [0, 0, 2, 2], "the segment from 2 on holds a record of moment 50")
        #expect(try log.applyRetention(now: at(151)) == 6, "and holds up those after it")
        #expect(try log.append(batch(200)) == 6)
    }

    @Test(
        "A record from the future keeps its segment, and time without a limit keeps all",
        arguments: Storage.allCases)
    func retentionOfFuture(storage: Storage) throws {
        var options = smallSegments
        options.retentionMilliseconds = 100
        var log = try log(storage, options)
        for moment in [.max, 0, 0] as [Int64] { try log.append(batch(moment)) }
        #expect(try log.applyRetention(now: at(10_000)) == 0)
        options.retentionMilliseconds = nil
        var unlimited = MemoryLog(options: options)
        unlimited.append(batch(.min))
        #expect(unlimited.applyRetention(now: at(.max)) == 0)
    }

    private static let startsByLimit: [(bytes: Int, start: Int64)] = [
        (0, 5), (1, 4), (70, 4), (71, 2), (210, 2), (211, 0),
    ]

    @Test(
        "Size takes the oldest segments as long as the others hold as much as is to be kept",
        arguments: Storage.allCases, startsByLimit)
    func retentionBySize(storage: Storage, limit: (bytes: Int, start: Int64)) throws {
        var options = smallSegments
        options.retentionMilliseconds = nil
        options.retentionBytes = limit.bytes
        var log = try log(storage, options)
        for moment in Int64(0)..<5 { try log.append(batch(moment)) }
        #expect(try log.applyRetention(now: at(0)) == limit.start)
        #expect(log.endOffset == 5)
        #expect(try log.append(batch(9)) == 5)
    }

    @Test(
        "A log that is only compacted loses nothing with time or size",
        arguments: Storage.allCases)
    func compactedOnly(storage: Storage) throws {
        var options = smallSegments
        options.cleanup = .compact
        options.retentionMilliseconds = 1
        options.retentionBytes = 1
        var log = try log(storage, options)
        for moment in Int64(0)..<5 { try log.append(batch(moment)) }
        #expect(try log.applyRetention(now: at(1_000)) == 0)
    }

    @Test(
        "A batch with a keyless record isn't valid in a compacted log, and valid in any other",
        arguments: Storage.allCases)
    func keyless(storage: Storage) throws {
        let keyless = RecordBatch([
            Record(timestamp: at(0), key: [1], value: nil), Record(timestamp: at(0), value: [1]),
        ])
        var options = smallSegments
        try log(storage, options).validate(keyless)
        options.cleanup = .compactAndDelete
        let compacted = try log(storage, options)
        #expect(throws: KeyMissing(recordIndex: 1)) { try compacted.validate(keyless) }
        try compacted.validate(batch(1, 2))
    }

    @Test("Whatever is done with them, both storages answer the same", arguments: 0..<20)
    func sameOnBoth(seed: UInt64) throws {
        var options = smallSegments
        options.retentionMilliseconds = 40
        options.retentionBytes = 600
        var random = SplitMix64(state: seed)
        var memory: any PartitionLog = MemoryLog(options: options)
        var disk = try log(.disk, options)
        for step in Int64(0)..<80 {
            let moment = step + Int64(random.next(below: 20))
            switch random.next(below: 8) {
            case 0:
                let offset = memory.startOffset + Int64(random.next(below: 5))
                let begins = [
                    try? memory.deleteRecords(before: offset),
                    try? disk.deleteRecords(before: offset),
                ]
                #expect(begins[0] == begins[1], "seed \(seed), step \(step)")
            case 1:
                #expect(
                    try memory.applyRetention(now: at(step)) == disk.applyRetention(now: at(step)))
            case 2: disk = try log(.disk, options)
            default:
                let moments = (0...random.next(below: 3)).map { moment + Int64($0) }
                let sent = RecordBatch(moments.map { Record(timestamp: at($0), value: [7]) })
                #expect(try memory.append(sent) == disk.append(sent))
            }
            let answers = try [memory, disk].map { try Answers($0, around: at(moment)) }
            #expect(answers[0] == answers[1], "seed \(seed), step \(step)")
        }
    }

    private struct Answers: Equatable {
        let offsets: ClosedRange<Int64>
        let batches: [RecordBatch]
        let found: Int64?

        init(_ log: any PartitionLog, around moment: Timestamp) throws {
            offsets = log.startOffset...log.endOffset
            batches = try log.batches(from: log.startOffset, maxBytes: .max)
            found = try log.firstOffset(atOrAfter: moment)
        }
    }
}
