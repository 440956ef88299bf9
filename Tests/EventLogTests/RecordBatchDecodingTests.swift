import Testing

@testable import EventLog

@Suite("Record batch: round trips") struct RecordBatchDecodingTests {
    private let moment = Timestamp(milliseconds: 1_767_225_600_000)

    @Test(
        "Nil and empty keys, values and header values stay what they were",
        arguments: [nil, [], [1], Array(repeating: 7, count: 300)] as [[UInt8]?])
    func nilAndEmpty(bytes: [UInt8]?) throws {
        try expectRoundTrip([
            Record(timestamp: moment, key: bytes, value: [1]),
            Record(offset: 1, timestamp: moment, key: [1], value: bytes),
            Record(
                offset: 2, timestamp: moment, value: bytes,
                headers: [Header("trace", bytes), Header("", bytes), Header("trace", nil)]),
        ])
    }

    @Test("Timestamps before the first one, and as far apart as can be, stay what they were")
    func timestamps() throws {
        let moments = [0, -5, 5, Int64.max, Int64.min, 1_767_225_600_000]
        try expectRoundTrip(
            moments.enumerated().map { index, moment in
                Record(
                    offset: Int64(index), timestamp: Timestamp(milliseconds: moment), value: nil)
            })
    }

    @Test("Hundreds of records keep their order") func manyRecords() throws {
        try expectRoundTrip(
            (0..<500).map { index in
                Record(
                    offset: Int64(index), timestamp: moment, key: Array("\(index)".utf8), value: [])
            })
    }

    @Test("The records' own offsets don't count: the batch begins at 0") func ownOffsets() throws {
        let batch = RecordBatch([Record(offset: 17, timestamp: moment, value: nil)])
        #expect(try batch.records().map(\.offset) == [0])
    }

    private func expectRoundTrip(_ records: [Record]) throws {
        let batch = RecordBatch(records)
        #expect(try batch.records() == records)
        #expect(try RecordBatch(decoding: batch.bytes) == batch)
    }
}
