/// A log that gives up old records, whether in memory or on a disk. Its records keep their offsets
/// for ever: `startOffset` and `endOffset` only rise.
package protocol PartitionLog: RecordLog {
    var options: LogOptions { get }

    /// Every record before this offset outlasts whatever the storage can outlast.
    var flushedOffset: Int64 { get }

    /// Makes all that was appended outlast a power cut, with one wait for the disk.
    mutating func flush() throws

    /// Flushes if `options.flush` asks for it by now. Returns the moment to ask again at, or nil
    /// if there is none before the next append.
    @discardableResult
    mutating func flushAsDue(now: Timestamp) throws -> Timestamp?

    /// The first offset whose record isn't older than `timestamp`, as Kafka's `offsetsForTimes`.
    func firstOffset(atOrAfter timestamp: Timestamp) throws -> Int64?

    /// Makes `offset` the first that can be read, unless the log begins later already. Returns
    /// where it begins now. What lies before goes when its whole segment does.
    ///
    /// Throws `OffsetOutOfRange` beyond `endOffset`.
    @discardableResult
    mutating func deleteRecords(before offset: Int64) throws -> Int64

    /// Gives up whole segments that are too old or too many, oldest first, if `options.cleanup`
    /// lets records go with time. Returns where the log begins now.
    @discardableResult
    mutating func applyRetention(now: Timestamp) throws -> Int64

    /// If `options.cleanup` says so and enough is new: keeps the last record of each key in the full
    /// segments that end before `limit`, and drops tombstones whose time is over. A batch of which
    /// `isAborted` says that its transaction was aborted goes, and hides no other record.
    mutating func compact(
        now: Timestamp, below limit: Int64, isAborted: @escaping (RecordBatch) -> Bool) throws
}

extension PartitionLog {
    /// Compacts a log without transactions.
    package mutating func compact(now: Timestamp) throws {
        try compact(now: now, below: endOffset) { _ in false }
    }
}

extension PartitionLog {
    /// What an owner asks before it appends a batch that a client sent (Kafka's `LogValidator`).
    ///
    /// Throws `KeyMissing`, or a `RecordBatchError` if that can't be said.
    package func validate(_ batch: RecordBatch) throws {
        guard options.cleanup.compacts else { return }
        if let index = try batch.encodedRecords().firstIndex(where: { !$0.hasKey }) {
            throw KeyMissing(recordIndex: index)
        }
    }
}

/// A record without a key was sent to a log that keeps the last record of each key.
package struct KeyMissing: Error, Hashable, CustomStringConvertible {
    /// Counted from the batch's first.
    package let recordIndex: Int

    package var description: String {
        """
        Record \(recordIndex) of the batch has no key, but this log is compacted: it keeps the last \
        record of each key. Send it with a key, or to a topic that isn't compacted.
        """
    }
}
