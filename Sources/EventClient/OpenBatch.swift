import EventBroker
import EventLog

/// A batch that has room, or waits for its turn.
struct OpenBatch {
    /// Records in a row whose delivery is given up at the same moment.
    private struct Patience {
        let deadline: Timestamp
        var end: Int
    }

    private var builder = RecordBatch.Builder()
    private let batch: PendingBatch
    /// How many have fallen out at the front.
    private var dropped = 0
    private var patience: [Patience] = []

    init(of partition: TopicPartition) {
        batch = PendingBatch(of: partition)
    }

    private var end: Int { dropped + builder.recordCount }

    var isEmpty: Bool { builder.recordCount == 0 }

    /// What it takes, more or less.
    var bytes: Int { builder.payloadSize }

    var pending: PendingRecords {
        PendingRecords(batch: batch, indices: dropped..<end, bytes: bytes)
    }

    func contains(_ record: PendingRecord) -> Bool {
        record.batch === batch && (dropped..<end).contains(record.index)
    }

    /// When the oldest record's delivery is given up.
    ///
    /// - Precondition: there is a record.
    var deadline: Timestamp { patience[0].deadline }

    mutating func append(_ record: ProducerRecord, _ moment: SendingMoment) -> PendingRecord {
        let index = end
        let timestamp = record.timestamp ?? moment.now
        builder.append(
            timestamp: timestamp, key: record.key, value: record.value, headers: record.headers)
        let last = patience.count - 1
        if last >= 0, patience[last].deadline == moment.deadline {
            patience[last].end = end
        } else {
            patience.append(Patience(deadline: moment.deadline, end: end))
        }
        return PendingRecord(batch: batch, index: index, timestamp: timestamp)
    }

    /// Takes out the oldest records if their time is over.
    mutating func takeExpired(now: Timestamp) -> PendingRecords? {
        let expired = patience.prefix { $0.deadline <= now }
        guard let last = expired.last else { return nil }
        let (records, before) = (dropped..<last.end, bytes)
        builder.removeFirst(records.count)
        dropped = last.end
        patience.removeFirst(expired.count)
        return PendingRecords(batch: batch, indices: records, bytes: before - bytes)
    }

    /// What is sent; nothing can be added after it.
    ///
    /// - Precondition: there is a record.
    mutating func seal() -> RecordBatch { builder.seal() }

    /// The same with numbers.
    ///
    /// - Precondition: there is a record.
    mutating func seal(
        by producer: ProducerIdentity, baseSequence: Int32, isTransactional: Bool
    ) -> RecordBatch {
        builder.seal(by: producer, baseSequence: baseSequence, isTransactional: isTransactional)
    }
}
