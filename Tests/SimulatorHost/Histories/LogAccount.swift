import EventBroker
import EventLog

/// A partition's log, read from its first byte, and what follows from it: the broker's and the
/// client's own accounts of transactions are not asked.
struct LogAccount {
    enum Fate: Equatable {
        /// Written outside of any transaction.
        case plain
        case open
        case committed(at: Timestamp)
        case aborted(at: Timestamp)
    }

    struct Entry {
        var offset: Int64
        var value: String
        var fate: Fate
    }

    private(set) var entries: [Entry] = []
    /// The first offset that does not follow upon the one before it.
    private(set) var hole: Int64?
    private var next: Int64 = 0
    /// The places of what each producer has written into its open transaction.
    private var open: [Int64: [Int]] = [:]

    init(_ partition: TopicPartition, of broker: Broker) {
        let answer = broker.read(
            Fetch(positions: [PartitionOffset(partition, 0)], maxWaitMilliseconds: 0))
        for batch in answer.partitions.flatMap(\.batches) { take(batch) }
    }

    /// What a reader is to be handed in the end.
    func visible(_ isolation: IsolationLevel) -> [Entry] {
        isolation == .readUncommitted ? entries : entries.filter(\.isCommitted)
    }

    private mutating func take(_ batch: RecordBatch) {
        if batch.baseOffset != next { hole = hole ?? batch.baseOffset }
        next = batch.nextOffset
        if batch.isControl { return end(batch) }
        for record in (try? batch.records()) ?? [] {
            if batch.isTransactional, let producer = batch.producer {
                open[producer.id, default: []].append(entries.count)
            }
            entries.append(
                Entry(
                    offset: record.offset,
                    value: String(decoding: record.value ?? [], as: UTF8.self),
                    fate: batch.isTransactional ? .open : .plain))
        }
    }

    private mutating func end(_ marker: RecordBatch) {
        guard let producer = marker.producer else { return }
        let moment = marker.maxTimestamp
        for place in open.removeValue(forKey: producer.id) ?? [] {
            entries[place].fate =
                marker.marker == .commit ? .committed(at: moment) : .aborted(at: moment)
        }
    }
}

extension LogAccount.Entry {
    var isCommitted: Bool {
        switch fate {
        case .plain, .committed: true
        case .open, .aborted: false
        }
    }

    /// Whether its transaction had ended by then.
    func isDecided(by moment: Timestamp) -> Bool {
        switch fate {
        case .plain: true
        case .open: false
        case .committed(let end), .aborted(let end): end <= moment
        }
    }
}
