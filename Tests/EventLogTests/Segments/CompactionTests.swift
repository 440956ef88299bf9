import Testing

@testable import EventLog

/// What compaction promises, wherever the log is kept.
@Suite("Partition log: compaction") struct CompactionTests {
    enum Storage: CaseIterable { case memory, disk }

    private let folder: TemporaryFolder
    private let options: LogOptions

    init() throws {
        folder = try TemporaryFolder()
        var options = smallSegments
        options.cleanup = .compact
        options.minDirtyPercent = 0
        options.deleteRetentionMilliseconds = 100
        self.options = options
    }

    private func log(
        _ storage: Storage, _ options: LogOptions? = nil
    ) throws -> any PartitionLog {
        switch storage {
        case .memory: MemoryLog(options: options ?? self.options)
        case .disk: try SegmentedLog(folder: "\(folder.path)/log", options: options ?? self.options)
        }
    }

    private func at(_ moment: Int64) -> Timestamp { Timestamp(milliseconds: moment) }

    /// "a1" is key a with value 1, "a-" is a tombstone.
    private func batch(_ texts: String...) -> RecordBatch { batch(texts) }

    private func batch(_ texts: [String]) -> RecordBatch {
        RecordBatch(
            texts.enumerated().map { index, text in
                Record(
                    timestamp: at(Int64(index)), key: Array(text.utf8.prefix(1)),
                    value: text.hasSuffix("-") ? nil : Array(text.utf8.dropFirst()))
            })
    }

    private func contents(_ log: any PartitionLog) throws -> [String] {
        try log.batches(from: log.startOffset, maxBytes: .max).flatMap { try $0.records() }
            .map { record in
                let key = String(decoding: record.key ?? [], as: UTF8.self)
                let value = record.value.map { String(decoding: $0, as: UTF8.self) } ?? "-"
                return "\(record.offset):\(key)\(value)"
            }
    }

    @Test(
        "The last record of each key stays, at its offset; the last segment is left alone",
        arguments: Storage.allCases)
    func lastOfEachKey(storage: Storage) throws {
        var log = try log(storage)
        for text in ["a1", "b1", "a2", "c1", "a3", "b2", "a4"] { try log.append(batch(text)) }
        try log.compact(now: at(0))
        #expect(try contents(log) == ["3:c1", "4:a3", "5:b2", "6:a4"])
        #expect(log.startOffset...log.endOffset == 0...7)
        #expect(try log.append(batch("d1")) == 7)
        try log.append(batch("a5"))
        try log.compact(now: at(0))
        #expect(try contents(log) == ["3:c1", "5:b2", "6:a4", "7:d1", "8:a5"])
    }

    @Test(
        "A fetch from an offset that was compacted away begins behind it",
        arguments: Storage.allCases)
    func gaps(storage: Storage) throws {
        var log = try log(storage)
        for text in ["a1", "b1", "a2", "a3", "c1"] { try log.append(batch(text)) }
        try log.compact(now: at(0))
        let begins = try (Int64(0)...5).map {
            try log.batches(from: $0, maxBytes: .max).first?.baseOffset
        }
        #expect(begins == [1, 1, 3, 3, 4, nil])
        #expect(try log.firstOffset(atOrAfter: at(0)) == 1)
    }

    @Test(
        "A batch loses records and keeps the others' offsets and times", arguments: Storage.allCases
    )
    func partOfBatch(storage: Storage) throws {
        var log = try log(storage)
        try log.append(batch("a1", "b1", "c1"))
        try log.append(batch("b2"))
        for text in ["d1", "e1"] { try log.append(batch(text)) }
        try log.compact(now: at(0))
        #expect(try contents(log) == ["0:a1", "2:c1", "3:b2", "4:d1", "5:e1"])
        let first = try log.batches(from: 0, maxBytes: 1)[0]
        #expect(first.nextOffset == 3)
        #expect(try first.records().map(\.timestamp) == [at(0), at(2)])
        #expect(try RecordBatch(decoding: first.bytes) == first)
    }

    @Test(
        "A tombstone hides older values at once, and goes when everybody had time to see it",
        arguments: Storage.allCases)
    func tombstones(storage: Storage) throws {
        var log = try log(storage)
        for text in ["a1", "b1", "a-", "b2", "c1"] { try log.append(batch(text)) }
        try log.compact(now: at(1_000))
        #expect(try contents(log) == ["2:a-", "3:b2", "4:c1"])
        #expect(try log.records(from: 2)[0].timestamp == at(0))
        try log.compact(now: at(1_099))
        #expect(try contents(log) == ["2:a-", "3:b2", "4:c1"])
        try log.compact(now: at(1_100))
        #expect(try contents(log) == ["3:b2", "4:c1"])
    }

    @Test("An empty value is no tombstone", arguments: Storage.allCases)
    func emptyValue(storage: Storage) throws {
        var log = try log(storage)
        for text in ["a", "b", "c"] { try log.append(batch(text)) }
        for moment in [0, 1_000] as [Int64] { try log.compact(now: at(moment)) }
        #expect(try contents(log) == ["0:a", "1:b", "2:c"])
    }

    @Test(
        "A log that isn't compacted keeps everything, and so does one with too little news",
        arguments: Storage.allCases)
    func notDue(storage: Storage) throws {
        var options = options
        options.cleanup = .delete
        var kept = try log(storage, options)
        for text in ["a1", "a2", "a3"] { try kept.append(batch(text)) }
        try kept.compact(now: at(0))
        #expect(try contents(kept) == ["0:a1", "1:a2", "2:a3"])
    }

    @Test("Compaction waits until half of the full segments is new", arguments: Storage.allCases)
    func dirtyRatio(storage: Storage) throws {
        var options = options
        options.minDirtyPercent = 50
        var log = try log(storage, options)
        for text in ["a1", "b1", "c1", "d1", "e1", "f1", "a2"] { try log.append(batch(text)) }
        try log.compact(now: at(0))
        for text in ["a3", "a4"] { try log.append(batch(text)) }
        try log.compact(now: at(0))
        #expect(try contents(log).filter { $0.contains("a") } == ["0:a1", "6:a2", "7:a3", "8:a4"])
        for text in ["a5", "a6", "a7", "a8"] { try log.append(batch(text)) }
        try log.compact(now: at(0))
        #expect(try contents(log).filter { $0.contains("a") } == ["11:a7", "12:a8"])
    }

    @Test(
        "What comes after the limit isn't cleaned, and hides nothing", arguments: Storage.allCases)
    func limit(storage: Storage) throws {
        var log = try log(storage)
        for text in ["a1", "a2", "b1", "a3", "c1"] { try log.append(batch(text)) }
        try log.compact(now: at(0), below: 3) { _ in false }
        #expect(try contents(log) == ["1:a2", "2:b1", "3:a3", "4:c1"])
    }

    @Test(
        "An aborted record goes, and the one that it would have replaced stays",
        arguments: Storage.allCases)
    func aborted(storage: Storage) throws {
        var log = try log(storage)
        for text in ["a1", "a2", "b1"] { try log.append(batch(text)) }
        try log.compact(now: at(0), below: log.endOffset) { $0.baseOffset == 1 }
        #expect(try contents(log) == ["0:a1", "2:b1"])
    }

    @Test("More keys than fit into memory are cleaned in several goes", arguments: Storage.allCases)
    func manyKeys(storage: Storage) throws {
        var options = options
        options.compactionKeys = 2
        var log = try log(storage, options)
        for text in ["a1", "b1", "a2", "b2", "a3", "b3", "c1"] { try log.append(batch(text)) }
        try log.compact(now: at(0))
        #expect(try contents(log).count == 7)
        for _ in 0..<3 { try log.compact(now: at(0)) }
        #expect(try contents(log) == ["4:a3", "5:b3", "6:c1"])
    }

    @Test("Both storages keep the same of whatever is sent, batch by batch", arguments: 0..<20)
    func sameOnBoth(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        var logs = try [log(.memory), log(.disk)]
        for moment in Int64(0)..<60 {
            let texts = (0...random.next(below: 3)).map { _ in
                ["a", "b", "c", "d"][random.next(below: 4)] + ["-", "1", ""][random.next(below: 3)]
            }
            let isCleaned = random.next(below: 6) == 0
            for index in logs.indices {
                try logs[index].append(batch(texts))
                if isCleaned { try logs[index].compact(now: at(10 * moment)) }
            }
            #expect(
                try logs[0].batches(from: 0, maxBytes: .max)
                    == logs[1].batches(from: 0, maxBytes: .max))
        }
        let reopened = try log(.disk)
        #expect(try contents(reopened) == contents(logs[0]))
        #expect(reopened.endOffset == logs[0].endOffset)
    }
}

extension RecordLog {
    func records(from offset: Int64) throws -> [Record] {
        try batches(from: offset, maxBytes: .max).flatMap { try $0.records() }
    }
}
