import Testing

@testable import EventLog

@Suite("Log file: several writers") struct LogFileSharingTests {
    private let file: TemporaryFile

    init() throws {
        file = try TemporaryFile()
    }

    @Test("Each of two open logs goes on where the other ended, and reads what it wrote")
    func takingTurns() throws {
        let first = try LogFile(path: file.path)
        let second = try LogFile(path: file.path)
        #expect(try first.append(batch(1, 2)) == 0)
        #expect(try second.append(batch(3)) == 2)
        #expect(try first.append(batch(4)) == 3)
        #expect(try second.values() == [1, 2, 3, 4])
        #expect(second.endOffset == 4)
    }

    @Test("Threads that append at the same time get offsets without gap or double")
    func threads() async throws {
        let path = file.path
        let offsets = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for writer in UInt8(0)..<4 {
                group.addTask { try appendTwenty(from: writer, to: path) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(offsets.sorted() == Array(0..<80))
        try expectTwentyInOrder(fromEachOf: 0..<4)
    }

    @Test("Processes that append at the same time lose nothing of each other")
    func processes() async throws {
        let path = file.path
        await withTaskGroup { group in
            for writer in UInt8(0)..<2 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [path = path as String, writer = writer as UInt8] in
                        let offsets = try appendTwenty(from: writer, to: path)
                        #expect(offsets == offsets.sorted())
                    }
                }
            }
        }
        try expectTwentyInOrder(fromEachOf: 0..<2)
    }

    /// Every offset once, and each writer's records in the order of its appends.
    private func expectTwentyInOrder(fromEachOf writers: Range<UInt8>) throws {
        let records = try LogFile(path: file.path).records()
        #expect(records.map(\.offset) == Array(0..<Int64(20 * writers.count)))
        for writer in writers {
            let own = records.filter { $0.key == [writer] }
            #expect(own.map(\.value) == (UInt8(0)..<20).map { [$0] })
        }
    }
}

/// Opens the log for itself and appends 20 batches; returns their offsets.
private func appendTwenty(from writer: UInt8, to path: String) throws -> [Int64] {
    let log = try LogFile(path: path)
    return try (UInt8(0)..<20).map { index in
        try log.append(
            RecordBatch([
                Record(timestamp: Timestamp(milliseconds: 0), key: [writer], value: [index])
            ]))
    }
}
