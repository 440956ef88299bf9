import Foundation
import Testing

@testable import EventLog

@Suite("Log file: append and read") struct LogFileTests {
    private let file: TemporaryFile

    init() throws {
        file = try TemporaryFile()
    }

    @Test("What was appended is there when the file is opened again") func reopening() throws {
        let log = try LogFile(path: file.path)
        #expect(log.endOffset == 0)
        #expect(try log.append(batch(1, 2)) == 0)
        #expect(try log.append(batch(3)) == 2)
        let reopened = try LogFile(path: file.path)
        #expect(reopened.endOffset == 3)
        #expect(reopened.recovery == nil)
        #expect(try reopened.values() == [1, 2, 3])
        #expect(try reopened.records().map(\.offset) == [0, 1, 2])
    }

    @Test("It answers every fetch as the log in memory does") func sameAsMemory() throws {
        let log = try LogFile(path: file.path)
        var memory = MemoryLog()
        for batch in [batch(1, 2), batch(3), batch(4, 5, 6), batch(7)] {
            #expect(try log.append(batch) == memory.append(batch))
        }
        for offset in Int64(0)...7 {
            for maxBytes in [0, 75, 150, 230, .max] {
                #expect(
                    try log.batches(from: offset, maxBytes: maxBytes)
                        == memory.batches(from: offset, maxBytes: maxBytes))
            }
        }
        for offset in [-1, 8] as [Int64] {
            #expect(throws: OffsetOutOfRange(offset: offset, available: 0...7)) {
                try log.batches(from: offset, maxBytes: .max)
            }
        }
    }

    @Test("A batch larger than what is read at once is found again") func largeBatch() throws {
        let value = [UInt8](repeating: 9, count: 3 << 20)
        let log = try LogFile(path: file.path)
        try log.append(batch(1))
        try log.append(RecordBatch([Record(timestamp: Timestamp(milliseconds: 0), value: value)]))
        try log.append(batch(2))
        let reopened = try LogFile(path: file.path)
        #expect(reopened.endOffset == 3)
        #expect(try reopened.records()[1].value == value)
    }

    @Test("The file holds the batches and nothing else") func content() throws {
        let log = try LogFile(path: file.path)
        try log.append(batch(1))
        try log.append(batch(2, 3))
        let batches = try log.batches(from: 0, maxBytes: .max)
        #expect(try file.bytes == batches.flatMap(\.bytes))
    }
}

@Suite("Log file: refusals") struct LogFileRefusalTests {
    private let file: TemporaryFile

    init() throws {
        file = try TemporaryFile()
    }

    @Test(
        "A file that holds something else is refused, and left as it is",
        arguments: [
            Array("# Notes".utf8), Array(repeating: 0, count: 16) + [3],
            Array(repeating: 0, count: 8) + Array("a picture, perhaps".utf8),
        ] as [[UInt8]])
    func somethingElse(content: [UInt8]) throws {
        try file.write(content)
        #expect(throws: LogFileError.notALog(path: file.path)) { try LogFile(path: file.path) }
        #expect(try file.bytes == content)
    }

    @Test("A log that was set aside takes no more appends, for they would be lost") func moved()
        throws
    {
        let log = try LogFile(path: file.path)
        try log.append(batch(1))
        try file.move()
        #expect(throws: LogFileError.moved(path: file.path)) { try log.append(batch(2)) }
        try LogFile(path: file.path).append(batch(3))
        #expect(throws: LogFileError.moved(path: file.path)) { try log.values() }
    }

    @Test("What the system refuses is told with the path and with what to do") func system() throws
    {
        let missing = file.path + "/no/such.log"
        let folder = URL(filePath: file.path).deletingLastPathComponent().path
        #expect(throws: LogFileError.failed(.open, path: folder, code: EISDIR)) {
            try LogFile(path: folder)
        }
        let error = #expect(throws: LogFileError.self) { try LogFile(path: missing) }
        #expect(
            error?.description
                == "Can't open \(missing): No such file or directory. "
                + "Make its folder first, or choose another.")
    }

    @Test("An append for which the disk has no room leaves the log as it was")
    func diskFull() async throws {
        let path = file.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            let log = try LogFile(path: path)
            try log.append(batch(1))
            signal(SIGXFSZ, SIG_IGN)
            let size = try #require(log.batches(from: 0, maxBytes: 1).first).bytes.count
            let half = rlim_t(size + size / 2)
            var limit = rlimit(rlim_cur: half, rlim_max: half)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #expect(throws: LogFileError.failed(.append, path: path, code: EFBIG)) {
                try log.append(batch(2))
            }
            let status = try FileManager.default.attributesOfItem(atPath: path)
            #expect(status[.size] as? Int == size)
        }
        #expect(try LogFile(path: path).recovery == nil)
        #expect(try LogFile(path: path).values() == [1])
    }
}
