import EventBroker
import EventLog

/// A batch as its records share it.
final class FetchedBatch: Sendable {
    let partition: TopicPartition
    let encoded: RecordBatch

    init(_ encoded: RecordBatch, in partition: TopicPartition) {
        self.encoded = encoded
        self.partition = partition
    }

    /// The rest of a batch, of which nobody has had the records yet.
    struct Unread {
        let batch: FetchedBatch
        private let records: [EncodedRecord]
        private var next: Int

        /// The records from `offset` on, which may be none.
        init(
            _ encoded: RecordBatch, in partition: TopicPartition, from offset: Int64
        ) throws(RecordBatchError) {
            batch = FetchedBatch(encoded, in: partition)
            records = try encoded.encodedRecords()
            next =
                encoded.baseOffset >= offset
                ? 0 : records.firstIndex { $0.offset >= offset } ?? records.count
        }

        /// How many records are left.
        var count: Int { records.count - next }

        /// The offset of the next record.
        ///
        /// - Precondition: one is left.
        var position: Int64 { records[next].offset }

        /// Adds the next records to `taken`, at most so many.
        mutating func take(upTo limit: Int, into taken: inout [ConsumerRecord]) {
            let end = next + min(limit, count)
            for record in records[next..<end] { taken.append(ConsumerRecord(record, of: batch)) }
            next = end
        }
    }
}
