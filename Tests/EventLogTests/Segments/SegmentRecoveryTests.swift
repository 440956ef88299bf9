import Testing

@testable import EventLog

@Suite("Segmented log: recovery") struct SegmentRecoveryTests {
    private let folder: TemporaryFolder
    /// A sealed segment with the values 1 and 2, and one with 3, 4 and 5.
    private let sound: [String: [UInt8]]
    private let size = batch(0).bytes.count
    private let first = "00000000000000000000.log"
    private let last = "00000000000000000002.log"

    init() throws {
        folder = try TemporaryFolder()
        let log = try SegmentedLog(folder: folder.path, options: smallSegments)
        for value in UInt8(1)...3 { try log.append(batch(value)) }
        var large = smallSegments
        large.segmentBytes = 1_000
        let larger = try SegmentedLog(folder: folder.path, options: large)
        for value in UInt8(4)...5 { try larger.append(batch(value)) }
        sound = try folder.contents()
    }

    private func open() throws -> SegmentedLog {
        try SegmentedLog(folder: folder.path, options: smallSegments)
    }

    /// Opens the log after `change` to the last segment.
    private func open(_ change: (inout [UInt8]) -> Void) throws -> SegmentedLog {
        var contents = sound
        change(&contents[last, default: []])
        try folder.replace(with: contents)
        return try open()
    }

    @Test("A segment cut off at any byte keeps exactly the whole batches before it")
    func cutOff() throws {
        for length in 0...3 * size {
            let log = try open { $0.removeLast(3 * size - length) }
            let whole = length / size
            let expected =
                length % size == 0
                ? nil
                : SegmentedLog.Recovery(
                    path: "\(folder.path)/\(last)", position: whole * size,
                    bytesDropped: length % size)
            #expect(log.recovery == expected, "\(length) bytes")
            #expect(
                try log.values() == Array([1, 2, 3, 4, 5].prefix(2 + whole)), "\(length) bytes")
            #expect(try folder.bytes(last) == Array((sound[last] ?? []).prefix(whole * size)))
            #expect(try folder.bytes(first) == sound[first])
        }
    }

    @Test("After a cut, appends go on at the offset that was lost") func appendAfterCut() throws {
        #expect(try open { $0.removeLast() }.append(batch(9)) == 4)
        #expect(try open().values() == [1, 2, 3, 4, 9])
    }

    @Test("Zeros that the disk left behind the last batch, or nothing but zeros, are cut")
    func zeros() throws {
        let log = try open { $0 += Array(repeating: 0, count: 5_000) }
        #expect(log.recovery?.bytesDropped == 5_000)
        #expect(try log.values() == [1, 2, 3, 4, 5])
        #expect(try open { $0 = Array(repeating: 0, count: 5_000) }.values() == [1, 2])
    }

    @Test(
        "A flipped bit anywhere is a cut at the last batch, or said: never a trap, never a change")
    func flippedBits() throws {
        let leaderEpoch = 12..<16
        for bit in 0..<3 * size * 8 where !leaderEpoch.contains(bit / 8 % size) {
            let position = bit / 8 / size * size
            let isInOffset = bit / 8 % size < 8
            var contents = sound
            contents[last, default: []][bit / 8] ^= 1 << UInt8(bit % 8)
            try folder.replace(with: contents)
            do {
                let log = try open()
                #expect(position == 2 * size && !isInOffset, "bit \(bit)")
                #expect(try log.values() == [1, 2, 3, 4], "bit \(bit)")
            } catch let error as LogFileError {
                #expect(position < 2 * size || isInOffset, "bit \(bit)")
                let path = "\(folder.path)/\(last)"
                #expect(error == .damagedSegment(path: path, at: position), "bit \(bit)")
                #expect(try folder.contents() == contents, "bit \(bit)")
            }
        }
    }

    @Test("A flipped bit in a full segment is said when it is read, and not handed out")
    func damageInFullSegment() throws {
        let leaderEpoch = 12..<16
        for bit in 0..<2 * size * 8 where !leaderEpoch.contains(bit / 8 % size) {
            var contents = sound
            contents[first, default: []][bit / 8] ^= 1 << UInt8(bit % 8)
            try folder.replace(with: contents)
            let log = try open()
            let position = bit / 8 / size * size
            let path = "\(folder.path)/\(first)"
            #expect(throws: LogFileError.damagedSegment(path: path, at: position), "bit \(bit)") {
                _ = try log.batches(from: 0, maxBytes: .max)
            }
            #expect(try log.batches(from: 2, maxBytes: .max).map(\.baseOffset) == [2, 3, 4])
        }
    }

    @Test("Index files that are missing, garbage or another segment's are made again")
    func indexes() throws {
        var contents = sound
        let names = contents.keys.filter { $0.hasSuffix("index") }
        #expect(names.count == 2)
        let garbage: [[UInt8]?] =
            [nil, [], [1, 2, 3], Array(repeating: 7, count: 64)]
            + (0..<20).map { byte in
                var damaged = sound[names[0]] ?? []
                damaged[byte] ^= 1
                return damaged
            }
        for replacement in garbage {
            for name in names { contents[name] = replacement }
            try folder.replace(with: contents)
            let log = try open()
            #expect(try log.values() == [1, 2, 3, 4, 5])
            #expect(try log.batches(from: 1, maxBytes: .max).map(\.baseOffset) == [1, 2, 3, 4])
            #expect(try log.firstOffset(atOrAfter: Timestamp(milliseconds: 0)) == 0)
            for name in names { #expect(try folder.bytes(name) == sound[name]) }
        }
    }

    @Test("An index of other batches in a segment of the same size doesn't lead astray")
    func staleIndex() throws {
        var stale = SegmentIndex(baseOffset: 0)
        for position in [size - 7, size + 1] {
            stale.add(
                baseOffset: 1, largestTimestamp: Timestamp(milliseconds: 0), at: position,
                interval: 1)
        }
        try folder.write(stale.offsetFile(segmentSize: 2 * size), to: "00000000000000000000.index")
        let log = try open()
        #expect(try log.batches(from: 1, maxBytes: .max).map(\.baseOffset) == [1, 2, 3, 4])
    }

    @Test("A file that says no offset where the log begins is refused")
    func damagedStart() throws {
        for content in ["", "\n", "-1\n", "6\n", "99999999999999999999\n", "3"] {
            try folder.replace(with: sound)
            try folder.write(Array(content.utf8), to: OffsetFile.start)
            let path = "\(folder.path)/\(OffsetFile.start)"
            #expect(throws: LogFileError.damaged(path: path, at: 0), "\(content)") {
                _ = try open()
            }
        }
    }

    @Test("Files of other names are left alone") func otherFiles() throws {
        let others = ["1.log", "notes.txt", "99999999999999999999.log", "0000000000000000000x.log"]
        for name in others { try folder.write([1], to: name) }
        #expect(try open().values() == [1, 2, 3, 4, 5])
        for name in others { #expect(try folder.bytes(name) == [1]) }
    }
}
