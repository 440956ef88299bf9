package import EventBroker
package import EventClient
package import EventLog

/// A record, and what a reader makes of it that sees only what is committed.
package struct LogEntry: Hashable, Sendable {
    package enum Standing: Hashable, Sendable {
        case seen
        /// It lies behind the beginning of a transaction that is still open.
        case waits
        /// Its transaction was aborted: it stays in the log, and is never seen.
        case aborted
        /// No record of an application: the broker says here how a transaction has ended.
        case marker(TransactionMarker)
    }

    package let record: ConsumerRecord
    package let standing: Standing

    package var isMarker: Bool {
        if case .marker = standing { return true }
        return false
    }
}

extension Sandbox {
    /// What lies in a partition from an offset on, markers and all.
    package func entries(in partition: TopicPartition, from offset: Int64) -> [LogEntry] {
        let broker = network.with { $0.broker }
        var entries: [LogEntry] = []
        var next = offset
        while true {
            let positions = [PartitionOffset(partition, next)]
            let all = broker.read(Fetch(positions: positions, maxWaitMilliseconds: 0))
            let seen = broker.read(
                Fetch(positions: positions, maxWaitMilliseconds: 0, isolation: .readCommitted))
            guard let batches = all.partitions.first?.batches, let last = batches.last else {
                return entries
            }
            let standing = BatchStanding(
                end: all.partitions.first?.lastStableOffset ?? .max,
                aborted: seen.partitions.first?.aborted ?? [])
            entries += Self.entries(in: batches, of: partition, from: next, standing)
            next = last.nextOffset
        }
    }

    private static func entries(
        in batches: [RecordBatch], of partition: TopicPartition, from offset: Int64,
        _ standing: BatchStanding
    ) -> [LogEntry] {
        var standing = standing
        return batches.flatMap { batch in
            let known = standing.standing(of: batch)
            let records = try? ConsumerRecord.records(of: batch, in: partition, from: offset)
            return (records ?? []).map { LogEntry(record: $0, standing: known) }
        }
    }
}

/// Goes through a partition's batches in their order.
private struct BatchStanding {
    /// The last stable offset.
    let end: Int64
    private var aborted: AbortedRecords

    init(end: Int64, aborted: [AbortedTransaction]) {
        self.end = end
        self.aborted = AbortedRecords(aborted)
    }

    mutating func standing(of batch: RecordBatch) -> LogEntry.Standing {
        let isHidden = aborted.hides(batch)
        if let marker = batch.marker { return .marker(marker) }
        if batch.baseOffset >= end { return .waits }
        return isHidden ? .aborted : .seen
    }
}
