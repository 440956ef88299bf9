import Foundation
import Testing

@testable import EventLog

@Suite("Segmented log: files and flushing") struct SegmentedLogTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open(_ options: LogOptions = smallSegments) throws -> SegmentedLog {
        try SegmentedLog(folder: folder.path, options: options)
    }

    private func at(_ moment: Int64) -> Timestamp { Timestamp(milliseconds: moment) }

    @Test("What was appended is there when the log is opened again, at the same offsets")
    func reopening() throws {
        let log = try open()
        for value in UInt8(1)...5 { try log.append(batch(value)) }
        for _ in 0..<2 {
            let reopened = try open()
            #expect(reopened.recovery == nil)
            #expect(reopened.startOffset...reopened.endOffset == 0...5)
            #expect(reopened.flushedOffset == 5)
            #expect(try reopened.values() == [1, 2, 3, 4, 5])
            try reopened.close()
        }
        #expect(try open().append(batch(6)) == 5)
        #expect(try open().values() == [1, 2, 3, 4, 5, 6])
    }

    @Test("Segments are named by their first offset, and hold batches and nothing else")
    func files() throws {
        let log = try open()
        for value in UInt8(1)...5 { try log.append(batch(value)) }
        let names = ["00000000000000000000", "00000000000000000002", "00000000000000000004"]
        #expect(try folder.names().filter { $0.hasSuffix(".log") } == names.map { "\($0).log" })
        let batches = try log.batches(from: 0, maxBytes: .max)
        #expect(try folder.bytes(names[1] + ".log") == batches[2].bytes + batches[3].bytes)
        #expect(try folder.names().filter { $0.hasSuffix("index") }.count == 4)
    }

    @Test("An index holds Kafka's entries, the segment's size and a checksum") func indexFiles()
        throws
    {
        let log = try open()
        for value in UInt8(1)...3 { try log.append(batch(value)) }
        let size = UInt8(batch(1).bytes.count)
        let index = try folder.bytes("00000000000000000000.index")
        #expect(index.prefix(8) == [0, 0, 0, 1, 0, 0, 0, size])
        #expect(index.dropFirst(8).prefix(8) == [0, 0, 0, 0, 0, 0, 0, 2 * size])
        #expect(index.count == 8 + 12)
        let timeIndex = try folder.bytes("00000000000000000000.timeindex")
        #expect(timeIndex.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    }

    @Test("A segment ends when its records are of too different an age") func ageOfSegment() throws
    {
        var options = LogOptions()
        options.segmentMilliseconds = 100
        let log = try open(options)
        for moment in [0, 100, 101, 150, .max, .min] as [Int64] {
            try log.append(RecordBatch([Record(timestamp: at(moment), value: nil)]))
        }
        #expect(log.segments.map(\.baseOffset) == [0, 2, 4])
    }

    @Test("A batch larger than a segment, or than what is read at once, is stored and found")
    func largeBatch() throws {
        let value = [UInt8](repeating: 9, count: 3 << 20)
        let log = try open()
        try log.append(batch(1))
        try log.append(RecordBatch([Record(timestamp: at(0), value: value)]))
        try log.append(batch(2))
        let reopened = try open()
        #expect(try reopened.records()[1].value == value)
        #expect(try reopened.batches(from: 1, maxBytes: 1).map(\.baseOffset) == [1])
    }

    @Test("Everything before the flushed offset is safe: many appends, one flush") func flushing()
        throws
    {
        let log = try open(LogOptions())
        for value in UInt8(1)...3 { try log.append(batch(value)) }
        #expect(log.flushedOffset == 0)
        try log.flush()
        #expect(log.flushedOffset == 3)
        try log.append(batch(4))
        #expect(log.flushedOffset == 3)
    }

    @Test("The policy says when to flush, and when to ask again") func flushPolicies() throws {
        func flushed(_ policy: LogOptions.FlushPolicy, _ moments: [Int64]) throws -> [Int64?] {
            var options = LogOptions()
            options.flush = policy
            let log = try SegmentedLog(folder: "\(folder.path)/\(policy)", options: options)
            #expect(try log.flushAsDue(now: at(0)) == nil, "nothing to flush")
            try log.append(batch(1))
            return try moments.flatMap { moment -> [Int64?] in
                let next = try log.flushAsDue(now: at(moment))
                return [next?.milliseconds, log.flushedOffset]
            }
        }
        #expect(try flushed(.everyBatch, [5]) == [nil, 1])
        #expect(try flushed(.never, [5, .max]) == [nil, 0, nil, 0])
        #expect(
            try flushed(.every(milliseconds: 10), [5, 9, 14, 15]) == [15, 0, 15, 0, 15, 0, nil, 1])
    }

    @Test("A full segment is flushed whatever the policy: only the last may be torn")
    func flushOfFullSegment() throws {
        var options = smallSegments
        options.flush = .never
        let log = try open(options)
        for value in UInt8(1)...3 { try log.append(batch(value)) }
        #expect(log.flushedOffset == 2)
    }

    @Test("Where the log begins outlasts a restart, even within a segment") func startOffset()
        throws
    {
        let log = try open()
        for value in UInt8(1)...5 { try log.append(batch(value)) }
        try log.deleteRecords(before: 3)
        #expect(try folder.names().filter { $0.hasSuffix(".log") }.count == 2)
        let reopened = try open()
        #expect(reopened.startOffset...reopened.endOffset == 3...5)
        #expect(throws: OffsetOutOfRange.self) { try reopened.batches(from: 2, maxBytes: .max) }
        try reopened.deleteRecords(before: 5)
        #expect(try open().startOffset == 5)
    }

    @Test("A log that lost everything to retention goes on with its offsets after a restart")
    func emptyByRetention() throws {
        var options = smallSegments
        options.retentionMilliseconds = 1
        let log = try open(options)
        for value in UInt8(1)...5 { try log.append(batch(value)) }
        #expect(try log.applyRetention(now: at(1_000)) == 5)
        let reopened = try open(options)
        #expect(reopened.startOffset...reopened.endOffset == 5...5)
        #expect(try reopened.append(batch(6)) == 5)
    }

    @Test("Segments that a crash left below the log's beginning go at the next opening")
    func leftBelowStart() throws {
        let log = try open()
        for value in UInt8(1)...5 { try log.append(batch(value)) }
        let before = try folder.contents()
        try log.deleteRecords(before: 4)
        let start = try folder.bytes(OffsetFile.start)
        try folder.replace(with: before.merging([OffsetFile.start: start]) { $1 })
        let reopened = try open()
        #expect(reopened.startOffset == 4)
        #expect(try folder.names().filter { $0.hasSuffix(".log") }.count == 1)
        #expect(try reopened.batches(from: 4, maxBytes: .max).map(\.baseOffset) == [4])
    }

    @Test("An append for which the disk has no room leaves the log as it was, and usable")
    func diskFull() async throws {
        let path = folder.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            let log = try SegmentedLog(folder: path)
            try log.append(batch(1))
            let size = batch(1).bytes.count
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: rlim_t(size + size / 2), rlim_max: .max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let segment = "\(path)/00000000000000000000.log"
            #expect(throws: LogFileError.failed(.append, path: segment, code: EFBIG)) {
                try log.append(batch(2))
            }
            try log.flush()
            #expect(try log.values() == [1])
            limit.rlim_cur = .max
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #expect(try log.append(batch(3)) == 1)
        }
        let reopened = try open()
        #expect(reopened.recovery == nil)
        #expect(try reopened.values() == [1, 3])
    }
}
