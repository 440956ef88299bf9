import EventLog
import Testing

@Suite("Record batch: layout") struct RecordBatchLayoutTests {
    @Test("A batch of two records is Kafka's format 2, byte by byte") func everyByte() {
        let batch = RecordBatch([
            Record(timestamp: Timestamp(milliseconds: 1000), key: [0x6b], value: [0x76, 0x77]),
            Record(
                timestamp: Timestamp(milliseconds: 1300), key: nil, value: nil,
                headers: [Header("h", [0x01]), Header("é", nil)]),
        ])
        let header: [[UInt8]] = [
            [0, 0, 0, 0, 0, 0, 0, 0],  // base offset
            [0, 0, 0, 75],  // length of what follows
            [0xff, 0xff, 0xff, 0xff],  // leader epoch: none
            [2],  // magic
            [0x3d, 0xd3, 0xbb, 0x61],  // CRC-32C
            [0, 0],  // attributes
            [0, 0, 0, 1],  // last offset delta
            [0, 0, 0, 0, 0, 0, 0x03, 0xe8],  // base timestamp
            [0, 0, 0, 0, 0, 0, 0x05, 0x14],  // largest timestamp
            [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],  // producer id: none
            [0xff, 0xff],  // producer epoch: none
            [0xff, 0xff, 0xff, 0xff],  // base sequence: none
            [0, 0, 0, 2],  // record count
        ]
        let records: [[UInt8]] = [
            [18, 0, 0, 0, 2, 0x6b, 4, 0x76, 0x77, 0],
            [30, 0, 0xd8, 0x04, 2, 1, 1, 4, 2, 0x68, 2, 0x01, 4, 0xc3, 0xa9, 1],
        ]
        #expect(batch.bytes == header.flatMap(\.self) + records.flatMap(\.self))
    }

    @Test("The header answers for the whole batch") func headerFields() {
        var batch = RecordBatch(
            [5, 9, 7].map { Record(timestamp: Timestamp(milliseconds: $0), value: []) })
        #expect(batch.recordCount == 3)
        #expect(batch.partitionLeaderEpoch == -1)
        #expect(batch.maxTimestamp == Timestamp(milliseconds: 9))
        batch.assign(baseOffset: 100, leaderEpoch: 4)
        #expect(batch.baseOffset == 100)
        #expect(batch.lastOffset == 102)
        #expect(batch.nextOffset == 103)
        #expect(batch.partitionLeaderEpoch == 4)
    }

    @Test("Giving a batch its place changes nothing but its offset and its leader epoch")
    func assignment() throws {
        let original = RecordBatch([Record(timestamp: Timestamp(milliseconds: 1), value: [1])])
        var placed = original
        placed.assign(baseOffset: 1 << 40, leaderEpoch: 7)
        #expect(original.baseOffset == 0)
        #expect(original.bytes[16...] == placed.bytes[16...])
        #expect(original.bytes[8..<12] == placed.bytes[8..<12])
        #expect(try RecordBatch(decoding: placed.bytes) == placed)
        #expect(try placed.records().map(\.offset) == [1 << 40])
    }
}
