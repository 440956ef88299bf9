import EventBroker
import EventClient
import EventLog
import Testing

@Suite("A consumer's record")
struct ConsumerRecordTests {
    private let tombstone = Record(timestamp: Timestamp(milliseconds: 1), key: [0x61], value: nil)
    private let plain = Record(
        timestamp: Timestamp(milliseconds: 2), value: [7], headers: [Header("trace", [8])])

    @Test("It has what was sent, wherever it lies in its batch")
    func parts() throws {
        let records = try records(of: [tombstone, plain])
        #expect(records.map(\.offset) == [0, 1])
        #expect(records.map(\.timestamp.milliseconds) == [1, 2])
        #expect(records.map(\.key) == ["a", nil])
        #expect(records.map(\.keyBytes) == [[0x61], nil])
        #expect(records.map(\.value) == [nil, [7]])
        #expect(records.map(\.headers) == [[], [Header("trace", [8])]])
    }

    @Test("Of a batch that begins before the position, only what comes then is handed out")
    func position() throws {
        let batch = RecordBatch([tombstone, plain])
        let records = try ConsumerRecord.records(of: batch, in: orders0, from: 1)
        #expect(records.map(\.offset) == [1])
    }

    @Test("Two are equal if their parts are, whatever their batches hold beside them")
    func equality() throws {
        let alone = try records(of: [tombstone])
        #expect(try alone[0] == records(of: [tombstone, plain])[0])
        #expect(try Set(alone + records(of: [tombstone, plain])).count == 2)
        #expect(try alone[0] != records(of: [plain])[0])
    }

    @Test("When it is printed, it shows its parts")
    func description() throws {
        #expect(
            try "\(records(of: [tombstone])[0])"
                == "ConsumerRecord(topicPartition: orders-0, offset: 0, "
                + "timestamp: EventLog.Timestamp(milliseconds: 1), keyBytes: Optional([97]), "
                + "value: nil, headers: [])")
    }

    private func records(of records: [Record]) throws -> [ConsumerRecord] {
        try ConsumerRecord.records(of: RecordBatch(records), in: orders0)
    }
}
