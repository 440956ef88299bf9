import EventBroker
import EventLog

/// What waits to be sent, per partition: a value, so that no lock is held while sending.
///
/// Without idempotence one batch per partition is on its way at a time; what comes meanwhile makes
/// up the next ones. With it, five may be: the broker takes them in the order of their numbers
/// only. So retries never reorder a partition's records.
struct RecordAccumulator {
    struct Entry {
        let record: Record
        let pending: PendingRecord
        /// When its delivery is given up.
        let deadline: Timestamp

        /// What it takes of a batch, more or less.
        var bytes: Int { (record.key?.count ?? 0) + (record.value?.count ?? 0) }
    }

    struct Batch {
        let number: Int
        let partition: TopicPartition
        let entries: [Entry]
        /// Encoded once, so that a retry sends the identical bytes.
        let encoded: RecordBatch

        /// When the oldest record's delivery is given up.
        var deadline: Timestamp { entries[0].deadline }
    }

    /// What became of a batch that was sent.
    enum Fate {
        case appended
        /// Nobody knows, and there is time to send it again.
        case unanswered
        /// A batch before it hasn't arrived.
        case outOfOrder
        /// It isn't in the log.
        case refused
        /// It may be in the log, or not.
        case givenUp
    }

    private var queues: [TopicPartition: PartitionQueue] = [:]
    private let options: ProducerOptions
    private var batchesMade = 0
    /// Who numbers the batches; nil if nobody does, or as long as that isn't known.
    var producer: ProducerIdentity?
    private(set) var bytes = 0
    /// How many wait for all that was sent: meanwhile nothing lingers.
    var flushes = 0

    init(options: ProducerOptions) {
        self.options = options
    }

    /// All that isn't acknowledged yet.
    var unsettled: [PendingRecord] { queues.values.flatMap(\.unsettled) }

    var partitions: [TopicPartition] { queues.keys.sorted() }

    /// Whether a batch has got lost in a way that only a new epoch heals.
    var needsNewEpoch: Bool { queues.values.contains { $0.gap != nil && $0.producer == producer } }

    mutating func append(_ entry: Entry, to partition: TopicPartition) {
        bytes += entry.bytes
        queues[partition, default: PartitionQueue()]
            .append(entry, batchBytes: options.batchBytes)
    }

    /// The next batches for a partition, as many as may be on their way. Where records may linger,
    /// a batch goes when it is full, its time is over, or somebody waits for all.
    mutating func takeBatches(for partition: TopicPartition, now: Timestamp) -> [Batch] {
        guard let place = queues.index(forKey: partition) else { return [] }
        var queue = PartitionQueue()
        swap(&queue, &queues.values[place])
        defer { queues.values[place] = queue }
        var batches: [Batch] = []
        while mayTake(from: &queue), flushes > 0 || queue.isReady(now: now, options) {
            batchesMade += 1
            batches.append(queue.take(batchesMade, partition, options))
        }
        return batches
    }

    /// When to look at the partition again, if what waits there lingers and nobody will look.
    mutating func nextLook(at partition: TopicPartition) -> Timestamp? {
        queues[partition]?.nextLook(options)
    }

    mutating func beginLook(at partition: TopicPartition) {
        queues[partition]?.isLookedAfter = false
    }

    /// Takes in what became of a batch. Returns those that are to be sent again now, and those that
    /// are lost with one before them.
    mutating func note(_ fate: Fate, of batch: Batch) -> (again: [Batch], lost: [Batch]) {
        guard let place = queues.index(forKey: batch.partition) else { return ([], []) }
        var queue = PartitionQueue()
        swap(&queue, &queues.values[place])
        defer { queues.values[place] = queue }
        if queue.note(fate, of: batch, isIdempotent: options.isIdempotent) {
            bytes -= batch.entries.reduce(0) { $0 + $1.bytes }
        }
        if options.transactionalID != nil {
            let lost = queue.takeLost()
            bytes -= lost.flatMap(\.entries).reduce(0) { $0 + $1.bytes }
            return (queue.sendAgain(), lost)
        }
        mend(&queue)
        return (queue.sendAgain(), [])
    }

    /// What has waited behind others until its delivery was to be given up: it is never sent.
    mutating func takeExpired(in partition: TopicPartition, now: Timestamp) -> [Entry] {
        let expired = queues[partition]?.takeWaiting { $0.deadline <= now } ?? []
        bytes -= expired.reduce(0) { $0 + $1.bytes }
        return expired
    }

    /// All that was not yet sent.
    mutating func takeAllWaiting() -> [Entry] {
        let waiting = partitions.flatMap { queues[$0]?.takeWaiting { _ in true } ?? [] }
        bytes -= waiting.reduce(0) { $0 + $1.bytes }
        return waiting
    }

    /// A queue whose batches bear an old identity takes the new one when none is on its way.
    private func mayTake(from queue: inout PartitionQueue) -> Bool {
        guard queue.hasWaiting else { return false }
        guard options.isIdempotent else { return queue.isIdle }
        guard let producer else { return false }
        if queue.producer != producer {
            guard queue.isIdle else { return false }
            queue.begin(producer)
        }
        return queue.mayGoOn
    }

    /// Once the broker has refused all that followed a lost batch, they are numbered anew, in a new
    /// epoch: the old one's can't come late any more.
    private mutating func mend(_ queue: inout PartitionQueue) {
        guard queue.isBroken else { return }
        if queue.producer == producer { raiseEpoch() }
        if let producer { queue.beginAgain(producer, options) }
    }

    /// After the last epoch only a new producer id helps; who sends next asks for it.
    private mutating func raiseEpoch() {
        guard let known = producer else { return }
        producer =
            known.epoch == .max ? nil : ProducerIdentity(id: known.id, epoch: known.epoch + 1)
    }
}
