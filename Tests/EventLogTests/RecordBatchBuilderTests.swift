import EventLog
import Testing

@Suite("Record batch: one that grows") struct RecordBatchBuilderTests {
    private let records = [
        Record(
            timestamp: Timestamp(milliseconds: 500), key: [1], value: [2, 3],
            headers: [Header("trace", [9]), Header("empty", nil)]),
        Record(timestamp: Timestamp(milliseconds: 90_000), value: nil),
        Record(
            timestamp: Timestamp(milliseconds: -7), value: [UInt8](repeating: 4, count: 5_000)),
    ]

    @Test("Record by record it comes to the same bytes as all at once") func growth() {
        var builder = self.builder
        #expect((builder.recordCount, builder.payloadSize) == (3, 5_003))
        #expect(builder.seal() == RecordBatch(records))
    }

    @Test("So it does with a producer's numbers, and when these are given later") func numbers() {
        let producer = ProducerIdentity(id: 5, epoch: 6)
        let expected = RecordBatch(
            records, producer: producer, baseSequence: 7, isTransactional: true)
        var (now, later) = (builder, builder)
        #expect(
            now.seal(by: producer, baseSequence: 7, isTransactional: true) == expected)
        var batch = later.seal(
            by: ProducerIdentity(id: 1, epoch: 1), baseSequence: 0, isTransactional: true)
        batch.renumber(by: producer, baseSequence: 7)
        #expect(batch == expected)
        #expect(batch.nextSequence == 10)
    }

    @Test("The oldest records can be left out", arguments: [0, 1, 2]) func removal(count: Int) {
        var builder = self.builder
        builder.removeFirst(count)
        #expect(builder.recordCount == 3 - count)
        #expect(builder.seal() == RecordBatch(Array(records.dropFirst(count))))
    }

    private var builder: RecordBatch.Builder {
        var builder = RecordBatch.Builder()
        for record in records {
            builder.append(
                timestamp: record.timestamp, key: record.key, value: record.value,
                headers: record.headers)
        }
        return builder
    }
}
