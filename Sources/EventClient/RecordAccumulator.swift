import EventBroker
import EventLog

/// What waits to be sent, per partition: a value, so that no lock is held while sending.
///
/// One batch per partition is on its way at a time; what comes meanwhile makes up the next one. So
/// retries never reorder a partition's records.
struct RecordAccumulator {
    struct Entry {
        let record: Record
        let pending: PendingRecord
        /// When its delivery is given up.
        let deadline: Timestamp
    }

    struct Batch {
        let partition: TopicPartition
        let entries: [Entry]
        /// Encoded once, so that a retry sends the identical bytes.
        let encoded: RecordBatch

        /// When the oldest record's delivery is given up.
        var deadline: Timestamp { entries[0].deadline }
    }

    private struct Queue {
        var waiting: [Entry] = []
        var onTheWay: [Entry] = []
    }

    private var queues: [TopicPartition: Queue] = [:]
    private let batchBytes: Int

    init(batchBytes: Int) {
        self.batchBytes = batchBytes
    }

    /// All that isn't acknowledged yet.
    var unsettled: [PendingRecord] {
        queues.values.flatMap { $0.onTheWay + $0.waiting }.map(\.pending)
    }

    mutating func append(_ entry: Entry, to partition: TopicPartition) {
        queues[partition, default: Queue()].waiting.append(entry)
    }

    /// The next batch for a partition, unless one is on its way or nothing waits.
    mutating func takeBatch(for partition: TopicPartition) -> Batch? {
        guard var queue = queues[partition], queue.onTheWay.isEmpty, !queue.waiting.isEmpty else {
            return nil
        }
        queue.onTheWay = Array(queue.waiting.prefix(countThatFits(queue.waiting)))
        queue.waiting.removeFirst(queue.onTheWay.count)
        queues[partition] = queue
        return Batch(
            partition: partition, entries: queue.onTheWay,
            encoded: RecordBatch(queue.onTheWay.map(\.record)))
    }

    mutating func batchIsSettled(in partition: TopicPartition) {
        queues[partition]?.onTheWay = []
    }

    /// What has waited behind others until its delivery was to be given up: it is never sent.
    mutating func takeExpired(in partition: TopicPartition, now: Timestamp) -> [Entry] {
        guard let waiting = queues[partition]?.waiting else { return [] }
        let expired = waiting.prefix { $0.deadline <= now }
        queues[partition]?.waiting.removeFirst(expired.count)
        return Array(expired)
    }

    private func countThatFits(_ entries: [Entry]) -> Int {
        var bytes = 0
        for (index, entry) in entries.enumerated() {
            bytes += (entry.record.key?.count ?? 0) + (entry.record.value?.count ?? 0)
            if bytes > batchBytes, index > 0 { return index }
        }
        return entries.count
    }
}
