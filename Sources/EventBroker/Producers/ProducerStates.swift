import EventLog

/// What a partition remembers of its producers and their transactions. All of it can be told from
/// the partition's batches: the live state is the sum of what was appended, and so is a recovered
/// one (Kafka's `ProducerStateManager.java` and `ProducerAppendInfo.java`).
struct ProducerStates: Hashable, Sendable {
    /// A transaction that has records here and no marker yet.
    private struct Open: Hashable, Sendable {
        let producerID: Int64
        let firstOffset: Int64
    }

    private var states: [Int64: ProducerState] = [:]
    /// By their first offsets.
    private var open: [Open] = []
    private var aborted = AbortedTransactions()

    init() {}

    /// The offset of the oldest record whose transaction is open.
    var firstOpenOffset: Int64? { open.first?.firstOffset }

    /// The batch that this one repeats, if it was one of its producer's last five.
    func duplicate(of batch: RecordBatch) -> ProducerState.Batch? {
        batch.producer.flatMap { states[$0.id]?.duplicate(of: batch) }
    }

    /// Why the batch can't be appended. From a producer of which nothing is known, any is taken:
    /// its state may have expired, or gone with the records.
    func refusal(of batch: RecordBatch) -> ErrorCode? {
        guard let producer = batch.producer, let known = states[producer.id] else { return nil }
        if let error = known.refusal(of: batch, epoch: producer.epoch) { return error }
        let breaksIntoTransaction = !batch.isTransactional && hasOpenTransaction(of: producer.id)
        return breaksIntoTransaction ? .invalidTxnState : nil
    }

    func hasOpenTransaction(of producerID: Int64) -> Bool {
        open.contains { $0.producerID == producerID }
    }

    /// Takes in a batch that lies in the log from `baseOffset` on.
    mutating func append(_ batch: RecordBatch, at baseOffset: Int64) {
        guard let producer = batch.producer else { return }
        let state = states[producer.id]
        var next = state ?? ProducerState(epoch: producer.epoch, at: batch.maxTimestamp)
        if let marker = batch.marker {
            next.end(producer.epoch, at: batch.maxTimestamp)
            end(producer.id, marker, at: baseOffset)
        } else {
            next.append(batch, epoch: producer.epoch, at: baseOffset)
            if batch.isTransactional, !hasOpenTransaction(of: producer.id) {
                open.append(Open(producerID: producer.id, firstOffset: baseOffset))
            }
        }
        states[producer.id] = next
    }

    /// The aborted transactions of which a reader of these offsets meets records.
    func aborted(in offsets: Range<Int64>) -> [AbortedTransaction] {
        aborted.touching(offsets)
    }

    /// Whether the batch belongs to a transaction that was aborted.
    func isAborted(_ batch: RecordBatch) -> Bool {
        guard batch.isTransactional, !batch.isControl, let producer = batch.producer else {
            return false
        }
        return aborted.touching(batch.baseOffset..<batch.nextOffset).contains { transaction in
            transaction.producerID == producer.id && transaction.firstOffset <= batch.baseOffset
        }
    }

    /// Forgets producers that have written nothing since then, but for open transactions
    /// (`producer.id.expiration.ms`).
    mutating func expire(olderThan moment: Timestamp) {
        states = states.filter { id, state in
            state.lastTimestamp > moment || hasOpenTransaction(of: id)
        }
    }

    /// The records before this offset have been deleted.
    mutating func forgetAborted(before offset: Int64) {
        aborted.forget(before: offset)
    }

    func knows(_ producerID: Int64) -> Bool { states[producerID] != nil }

    /// The largest producer id that has written here.
    var largestProducerID: Int64? { states.keys.max() }

    private mutating func end(_ producerID: Int64, _ marker: TransactionMarker, at offset: Int64) {
        guard let index = open.firstIndex(where: { $0.producerID == producerID }) else { return }
        let ended = open.remove(at: index)
        guard marker == .abort else { return }
        aborted.append(
            AbortedTransaction(producerID: producerID, firstOffset: ended.firstOffset),
            markedAt: offset, stableUpTo: firstOpenOffset ?? offset + 1)
    }
}
