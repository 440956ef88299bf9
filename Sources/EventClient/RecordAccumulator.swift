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
    }

    struct Batch {
        let partition: TopicPartition
        let entries: [Entry]
        /// Encoded once, so that a retry sends the identical bytes.
        let encoded: RecordBatch
        let deadline: Timestamp
    }

    private struct Queue {
        var waiting: [Entry] = []
        var isSending = false
    }

    private var queues: [TopicPartition: Queue] = [:]
    private let batchBytes: Int
    private let deliveryTimeout: Int64

    init(batchBytes: Int, deliveryTimeout: Int64) {
        self.batchBytes = batchBytes
        self.deliveryTimeout = deliveryTimeout
    }

    mutating func append(_ entry: Entry, to partition: TopicPartition) {
        queues[partition, default: Queue()].waiting.append(entry)
    }

    /// The next batch for a partition, unless one is on its way or nothing waits.
    mutating func takeBatch(for partition: TopicPartition, now: Timestamp) -> Batch? {
        guard var queue = queues[partition], !queue.isSending, !queue.waiting.isEmpty else {
            return nil
        }
        let entries = queue.waiting.prefix(countThatFits(queue.waiting))
        queue.waiting.removeFirst(entries.count)
        queue.isSending = true
        queues[partition] = queue
        return Batch(
            partition: partition, entries: Array(entries),
            encoded: RecordBatch(entries.map(\.record)),
            deadline: now.advanced(byMilliseconds: deliveryTimeout))
    }

    mutating func batchIsSettled(in partition: TopicPartition) {
        queues[partition]?.isSending = false
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
