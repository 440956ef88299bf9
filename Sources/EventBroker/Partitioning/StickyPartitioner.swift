/// Chooses the partition of records without a key: one for a whole batch, then another (KIP-794).
///
/// Kafka draws the next partition at random, weighted by the length of its queues. Here they take
/// turns, so that a run repeats exactly and the choice needs no source of randomness.
package struct StickyPartitioner: Hashable, Sendable {
    private let batchBytes: Int
    private var appendedBytes = 0
    private var turn: Int

    /// `batchBytes` is the producer's `batch.size`; `turn` is where it begins.
    package init(batchBytes: Int, turn: Int = 0) {
        self.batchBytes = batchBytes
        self.turn = turn
    }

    /// Where the next record goes.
    ///
    /// - Precondition: `partitions` is at least 1.
    package func partition(partitions: Int) -> Int {
        precondition(partitions >= 1, "A topic has at least one partition.")
        return turn % partitions
    }

    /// Counts a record that went there. After `batchBytes` the next partition's turn begins with
    /// the end of a batch; after twice as much it begins in any case.
    package mutating func appended(bytes: Int, endingBatch: Bool) {
        appendedBytes += bytes
        guard appendedBytes >= (endingBatch ? batchBytes : 2 * batchBytes) else { return }
        appendedBytes = 0
        turn += 1
    }
}
