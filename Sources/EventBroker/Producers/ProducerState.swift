import EventLog

/// What a partition remembers of one producer (Kafka's `ProducerStateEntry`).
struct ProducerState: Hashable, Sendable {
    /// A batch that was appended, so that the same one is known when it comes again.
    struct Batch: Hashable, Sendable {
        let firstSequence: Int32
        let lastSequence: Int32
        let baseOffset: Int64
        let timestamp: Timestamp
    }

    /// A producer has at most this many batches on their way, and any of them may come twice.
    static let batchesRemembered = 5

    private(set) var epoch: Int16
    /// Of this epoch, the oldest first.
    private(set) var batches: [Batch] = []
    private(set) var lastTimestamp: Timestamp

    init(epoch: Int16, at moment: Timestamp) {
        self.epoch = epoch
        lastTimestamp = moment
    }

    /// The batch with exactly these sequence numbers, if it is one of the last five. A batch that
    /// overlaps one in part is none.
    func duplicate(of batch: RecordBatch) -> Batch? {
        guard batch.producer?.epoch == epoch else { return nil }
        let (first, last) = (batch.baseSequence, batch.lastSequence)
        return batches.first { $0.firstSequence == first && $0.lastSequence == last }
    }

    /// Why the batch can't be appended: another life of the producer has begun, or a batch before
    /// this one is missing. A new life counts from 0.
    func refusal(of batch: RecordBatch, epoch newEpoch: Int16) -> ErrorCode? {
        if newEpoch < epoch { return .invalidProducerEpoch }
        let lastSequence = newEpoch == epoch ? batches.last?.lastSequence : nil
        let expected = lastSequence.map { RecordBatch.sequence($0, plus: 1) } ?? 0
        return batch.baseSequence == expected ? nil : .outOfOrderSequenceNumber
    }

    mutating func append(_ batch: RecordBatch, epoch newEpoch: Int16, at baseOffset: Int64) {
        begin(newEpoch)
        if batches.count == Self.batchesRemembered { batches.removeFirst() }
        batches.append(
            Batch(
                firstSequence: batch.baseSequence, lastSequence: batch.lastSequence,
                baseOffset: baseOffset, timestamp: batch.maxTimestamp))
        lastTimestamp = batch.maxTimestamp
    }

    /// A marker of this epoch was written: smaller ones are fenced from here on.
    mutating func end(_ newEpoch: Int16, at moment: Timestamp) {
        begin(newEpoch)
        lastTimestamp = moment
    }

    private mutating func begin(_ newEpoch: Int16) {
        guard newEpoch != epoch else { return }
        epoch = newEpoch
        batches = []
    }
}
