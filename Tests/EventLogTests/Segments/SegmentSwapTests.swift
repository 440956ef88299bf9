import Testing

@testable import EventLog

@Suite("Segmented log: compaction stopped in between") struct SegmentSwapTests {
    private let folder: TemporaryFolder
    private let options: LogOptions
    private let before: [String: [UInt8]]
    private let after: [String: [UInt8]]
    private let first = "00000000000000000000"
    private let second = "00000000000000000002"

    init() throws {
        var options = smallSegments
        options.cleanup = .compact
        options.minDirtyPercent = 0
        folder = try TemporaryFolder()
        let small = try SegmentedLog(folder: folder.path, options: options)
        for (key, value) in [(1, 1), (2, 2), (1, 3), (1, 4), (3, 5)] as [(UInt8, UInt8)] {
            try small.append(
                RecordBatch([
                    Record(timestamp: Timestamp(milliseconds: 0), key: [key], value: [value])
                ]))
        }
        before = try folder.contents()
        options.segmentBytes *= 2
        self.options = options
        var log = try SegmentedLog(folder: folder.path, options: options)
        try log.compact(now: Timestamp(milliseconds: 0))
        after = try folder.contents()
        #expect(before["\(second).log"] != nil && after["\(second).log"] == nil)
    }

    private func values(in contents: [String: [UInt8]]) throws -> [UInt8] {
        try folder.replace(with: contents)
        let log = try SegmentedLog(folder: folder.path, options: options)
        #expect(log.endOffset == 5)
        return try log.values()
    }

    @Test("Before the new segment counts, whatever there is of it goes, and the log is as it was")
    func cleaned() throws {
        let whole = after["\(first).log"] ?? []
        for length in 0...whole.count {
            var contents = before
            contents["\(first).log.cleaned"] = Array(whole.prefix(length))
            contents[OffsetFile.cleaned] = Array("0\n".utf8)
            #expect(try values(in: contents) == [1, 2, 3, 4, 5])
            #expect(try !folder.names().contains("\(first).log.cleaned"))
        }
    }

    @Test("Once the new segment counts, the rest is done at the next opening, wherever it stopped")
    func swapped() throws {
        let removed = [
            "\(first).index", "\(first).timeindex", "\(second).index", "\(second).timeindex",
            "\(second).log",
        ]
        for count in 0...removed.count {
            var contents = before
            contents["\(first).log.swap"] = after["\(first).log"]
            contents[OffsetFile.cleaned] = Array("0\n".utf8)
            for name in removed.prefix(count) { contents[name] = nil }
            #expect(try values(in: contents) == [2, 4, 5])
            #expect(
                try folder.names().filter { $0.contains(".log") }
                    == ["\(first).log", "00000000000000000004.log"])
        }
        #expect(try values(in: after) == [2, 4, 5])
    }

    @Test("A new segment that can't be read is said, and everything stays as it is") func damaged()
        throws
    {
        var contents = before
        var swap = after["\(first).log"] ?? []
        swap[swap.count - 1] ^= 1
        contents["\(first).log.swap"] = swap
        try folder.replace(with: contents)
        let error = LogFileError.damagedSegment(
            path: "\(folder.path)/\(first).log.swap", at: swap.count / 2)
        #expect(throws: error) {
            _ = try SegmentedLog(folder: folder.path, options: options)
        }
        #expect(try folder.contents() == contents)
    }
}
