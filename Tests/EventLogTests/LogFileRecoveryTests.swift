import Testing

@testable import EventLog

@Suite("Log file: recovery") struct LogFileRecoveryTests {
    private let file: TemporaryFile
    /// Three batches, with the values 1, 2 and 3.
    private let sound: [UInt8]
    private let batchSize: Int

    init() throws {
        file = try TemporaryFile()
        let log = try LogFile(path: file.path)
        for value in UInt8(1)...3 { try log.append(batch(value)) }
        sound = try file.bytes
        batchSize = sound.count / 3
    }

    @Test("A file cut off at any byte keeps exactly the whole batches before it")
    func cutOff() throws {
        for length in 0...sound.count {
            try file.write(Array(sound[..<length]))
            let log = try LogFile(path: file.path)
            let whole = length / batchSize
            let expected =
                length % batchSize == 0
                ? nil
                : LogFile.Recovery(position: whole * batchSize, bytesDropped: length % batchSize)
            #expect(log.recovery == expected, "\(length) bytes")
            #expect(try log.values() == Array([1, 2, 3].prefix(whole)), "\(length) bytes")
            #expect(try file.bytes == Array(sound[..<(whole * batchSize)]), "\(length) bytes")
        }
    }

    @Test("After a recovery, appends go on at the offset that was lost") func appendAfterRecovery()
        throws
    {
        try file.write(Array(sound.dropLast()))
        let log = try LogFile(path: file.path)
        #expect(try log.append(batch(9)) == 2)
        #expect(try LogFile(path: file.path).values() == [1, 2, 9])
    }

    @Test("A last batch with a wrong CRC, or of zeros that the disk left behind, is cut")
    func damagedTail() throws {
        var damaged = sound
        damaged[damaged.count - 1] ^= 1
        let zeros = sound[..<(2 * batchSize)] + Array(repeating: 0, count: 4096)
        for content in [damaged, Array(zeros)] {
            try file.write(content)
            let log = try LogFile(path: file.path)
            #expect(log.recovery?.position == 2 * batchSize)
            #expect(try log.values() == [1, 2])
        }
        try file.write(Array(repeating: 0, count: 4096))
        #expect(try LogFile(path: file.path).recovery?.bytesDropped == 4096)
    }

    @Test("A flipped bit before the last batch is never cut: the log is refused as damaged")
    func damageInTheMiddle() throws {
        let leaderEpoch = 12..<16
        for bit in 0..<2 * batchSize * 8 where !leaderEpoch.contains(bit / 8 % batchSize) {
            var damaged = sound
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            try file.write(damaged)
            let position = bit / 8 / batchSize * batchSize
            #expect(throws: LogFileError.damaged(path: file.path, at: position), "bit \(bit)") {
                try LogFile(path: file.path)
            }
            #expect(try file.bytes == damaged)
        }
    }

    @Test("A last batch that is whole but has a wrong offset is damage, not the rest of an append")
    func wrongOffset() throws {
        var damaged = sound
        damaged[2 * batchSize + 7] ^= 4
        try file.write(damaged)
        #expect(throws: LogFileError.damaged(path: file.path, at: 2 * batchSize)) {
            try LogFile(path: file.path)
        }
    }

    @Test("What another process left half-written is cut by the next append, not by reading")
    func tornByAnother() throws {
        let log = try LogFile(path: file.path)
        let torn = sound + sound[..<20]
        try file.write(torn)
        #expect(try log.values() == [1, 2, 3])
        #expect(try file.bytes == torn)
        #expect(log.recovery == nil)
        #expect(try log.append(batch(4)) == 3)
        #expect(log.recovery == LogFile.Recovery(position: sound.count, bytesDropped: 20))
        #expect(try LogFile(path: file.path).values() == [1, 2, 3, 4])
    }

    @Test("Damage that comes while the log is open is noticed when it is read")
    func damagedWhileOpen() throws {
        let log = try LogFile(path: file.path)
        let (offset, lastByte) = (batchSize + 7, 2 * batchSize - 1)
        for position in [offset, lastByte] {
            var damaged = sound
            damaged[position] ^= 4
            try file.write(damaged)
            #expect(throws: LogFileError.damaged(path: file.path, at: batchSize)) {
                try log.values()
            }
        }
        try file.write(Array(sound[..<batchSize]))
        #expect(throws: LogFileError.damaged(path: file.path, at: batchSize)) {
            try log.append(batch(4))
        }
    }
}
