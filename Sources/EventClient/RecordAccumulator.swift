import EventBroker
import EventLog

/// What waits to be sent, per partition: a value, so that no lock is held while sending.
///
/// Without idempotence one batch per partition is on its way at a time; what comes meanwhile makes
/// up the next ones. With it, five may be: the broker takes them in the order of their numbers
/// only. So retries never reorder a partition's records.
struct RecordAccumulator {
    struct Batch {
        let number: Int
        /// Where its queue is.
        let place: Int
        let pending: PendingRecords
        /// When the oldest record's delivery is given up.
        let deadline: Timestamp
        /// Encoded once, so that a retry sends the identical bytes.
        var encoded: RecordBatch

        var partition: TopicPartition { pending.batch.partition }
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

    private var queues: [PartitionQueue] = []
    private let isIdempotent: Bool
    private let isTransactional: Bool
    private let batchBytes: Int
    /// Nil if batches wait for no more records.
    private let linger: Linger?
    private var batchesMade = 0
    /// Who numbers the batches; nil if nobody does, or as long as that isn't known.
    var producer: ProducerIdentity?
    private(set) var bytes = 0
    /// How many wait for all that was sent: meanwhile nothing lingers.
    var flushes = 0

    init(options: ProducerOptions) {
        isIdempotent = options.isIdempotent
        isTransactional = options.transactionalID != nil
        batchBytes = options.batchBytes
        linger = Linger(options)
    }

    /// All that isn't acknowledged yet.
    var unsettled: [PendingRecords] { places.flatMap { queues[$0].unsettled } }

    /// Whether the record has not been sent yet.
    func holds(_ record: PendingRecord) -> Bool { queues.contains { $0.holds(record) } }

    /// Where the queues are, in the order of their partitions.
    var places: [Int] {
        queues.indices.sorted { queues[$0].partition < queues[$1].partition }
    }

    /// Whether a batch has got lost in a way that only a new epoch heals.
    var needsNewEpoch: Bool { queues.contains { $0.gap != nil && $0.producer == producer } }

    /// Makes a place for what goes to a partition that has none.
    mutating func makeQueue(for partition: TopicPartition) -> Int {
        queues.append(PartitionQueue(of: partition))
        return queues.count - 1
    }

    mutating func append(
        _ record: ProducerRecord, at place: Int, _ moment: SendingMoment
    ) -> PendingRecord {
        bytes += record.payloadSize
        return queues[place].append(record, moment, batchBytes: batchBytes)
    }

    /// The next batches for a partition, as many as may be on their way. Where records may linger,
    /// a batch goes when it is full, its time is over, or somebody waits for all.
    mutating func takeBatches(at place: Int, now: Timestamp) -> [Batch] {
        var batches: [Batch] = []
        while mayTake(from: place), flushes > 0 || queues[place].isReady(now: now, linger) {
            batchesMade += 1
            batches.append(
                queues[place].take(batchesMade, from: place, isTransactional: isTransactional))
        }
        return batches
    }

    /// When to look at the partition again, if what waits there lingers and nobody will look.
    mutating func nextLook(at place: Int) -> Timestamp? { queues[place].nextLook(linger) }

    mutating func beginLook(at place: Int) { queues[place].isLookedAfter = false }

    /// Takes in what became of a batch. Returns those that are to be sent again now, and those that
    /// are lost with one before them.
    mutating func note(_ fate: Fate, of batch: Batch) -> (again: [Batch], lost: [Batch]) {
        if queues[batch.place].note(fate, of: batch, isIdempotent: isIdempotent) {
            bytes -= batch.pending.bytes
        }
        if isTransactional {
            let lost = queues[batch.place].takeLost()
            bytes -= lost.reduce(0) { $0 + $1.pending.bytes }
            return (queues[batch.place].sendAgain(), lost)
        }
        mend(batch.place)
        return (queues[batch.place].sendAgain(), [])
    }

    /// What has waited behind others until its delivery was to be given up: it is never sent.
    mutating func takeExpired(at place: Int, now: Timestamp) -> [PendingRecords] {
        let expired = queues[place].takeExpired(now: now)
        bytes -= expired.reduce(0) { $0 + $1.bytes }
        return expired
    }

    /// All that was not yet sent.
    mutating func takeAllWaiting() -> [PendingRecords] {
        let waiting = places.flatMap { queues[$0].takeWaiting() }
        bytes -= waiting.reduce(0) { $0 + $1.bytes }
        return waiting
    }

    /// Without idempotence one batch goes at a time.
    private mutating func mayTake(from place: Int) -> Bool {
        guard isIdempotent else { return queues[place].hasWaiting && queues[place].isIdle }
        guard let producer else { return false }
        return queues[place].mayTake(for: producer)
    }

    /// Once the broker has refused all that followed a lost batch, they are numbered anew, in a new
    /// epoch: the old one's can't come late any more.
    private mutating func mend(_ place: Int) {
        guard queues[place].isBroken else { return }
        if queues[place].producer == producer { raiseEpoch() }
        if let producer { queues[place].beginAgain(producer) }
    }

    /// After the last epoch only a new producer id helps; who sends next asks for it.
    private mutating func raiseEpoch() {
        guard let known = producer else { return }
        producer =
            known.epoch == .max ? nil : ProducerIdentity(id: known.id, epoch: known.epoch + 1)
    }
}

/// How long a batch waits for more records.
struct Linger {
    /// A batch of this size doesn't wait.
    let batchBytes: Int
    /// From the moment when its first record's delivery is given up to the end of its waiting, in
    /// milliseconds: less than 0.
    let endAfterDeadline: Int64

    /// Nil if it doesn't wait.
    init?(_ options: ProducerOptions) {
        guard options.linger > .zero else { return nil }
        batchBytes = options.batchBytes
        endAfterDeadline =
            options.linger.inMilliseconds - options.deliveryTimeout.inMilliseconds
    }
}
