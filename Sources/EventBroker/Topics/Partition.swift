import EventLog

/// One partition: its log, and what it remembers of those who write to it.
struct Partition: Hashable, Sendable {
    private(set) var log: PartitionStore
    private(set) var producers = ProducerStates()
    /// Of all records that it has had.
    private(set) var latestTimestamp: Timestamp?

    /// A new one, in memory.
    init(configuration: TopicConfiguration) {
        log = PartitionStore(MemoryLog(options: configuration.logOptions))
    }

    /// Remembers of its producers what the log's batches tell.
    init(recovering log: PartitionStore) throws(PartitionStore.ReadFailure) {
        self.log = log
        var producers = ProducerStates()
        var latest: Timestamp?
        try log.forEachBatch { batch in
            producers.append(batch, at: batch.baseOffset)
            latest = max(latest ?? batch.maxTimestamp, batch.maxTimestamp)
        }
        (self.producers, latestTimestamp) = (producers, latest)
    }

    /// The first offset whose record's transaction is open: read-committed consumers read up to it.
    /// Where that record has been deleted, it is the log's start.
    var lastStableOffset: Int64 {
        max(log.startOffset, producers.firstOpenOffset ?? log.endOffset)
    }

    func offset(
        _ spec: ListOffsets.Spec, _ isolation: IsolationLevel
    ) throws(LogFileError) -> Int64 {
        let end = isolation == .readCommitted ? lastStableOffset : log.endOffset
        return switch spec {
        case .earliest: log.startOffset
        case .latest: end
        case .at(let moment): min(try log.firstOffset(atOrAfter: moment) ?? end, end)
        }
    }

    func read(
        _ position: PartitionOffset, maxBytes: Int, _ isolation: IsolationLevel
    ) -> Fetch.Partition {
        var answer = Fetch.Partition(
            partition: position.partition, logStartOffset: log.startOffset,
            highWatermark: log.endOffset, lastStableOffset: lastStableOffset)
        do throws(PartitionStore.ReadFailure) {
            answer.batches = try log.batches(from: position.offset, maxBytes: maxBytes)
        } catch {
            switch error {
            case .outOfRange: answer.error = .offsetOutOfRange
            case .storage: answer.error = .kafkaStorageError
            }
        }
        if isolation == .readCommitted { keepCommitted(in: &answer, from: position.offset) }
        return answer
    }

    /// Leaves out what lies behind the first open transaction, and names the aborted ones.
    private func keepCommitted(in answer: inout Fetch.Partition, from offset: Int64) {
        let end = answer.lastStableOffset
        answer.batches = Array(answer.batches.prefix { $0.baseOffset < end })
        guard let last = answer.batches.last else { return }
        answer.aborted = producers.aborted(in: offset..<max(offset, last.nextOffset))
    }

    /// Appends a batch that has been checked, and returns the offset of its first record.
    @discardableResult
    mutating func append(_ batch: RecordBatch) throws(LogFileError) -> Int64 {
        let baseOffset = try log.append(batch)
        producers.append(batch, at: baseOffset)
        noteTime(of: batch)
        return baseOffset
    }

    private mutating func noteTime(of batch: RecordBatch) {
        latestTimestamp = max(latestTimestamp ?? batch.maxTimestamp, batch.maxTimestamp)
    }

    mutating func expireProducers(olderThan moment: Timestamp) {
        producers.expire(olderThan: moment)
    }

    /// Moves the log's start to `offset`; what lies before it can't be read any more.
    mutating func deleteRecords(before offset: Int64) throws(LogFileError) {
        try log.deleteRecords(before: offset)
        producers.forgetAborted(before: offset)
    }

    /// Gives up what the topic's configuration lets go by now. Records younger than `lag` aren't
    /// compacted, nor those whose transaction is open.
    mutating func clean(now: Timestamp, lag: Int64) throws(LogFileError) {
        let producers = producers
        var limit = lastStableOffset
        if lag > 0 {
            let young = now.advanced(byMilliseconds: -lag)
            limit = min(limit, try log.firstOffset(atOrAfter: young) ?? limit)
        }
        try log.clean(now: now, below: limit) { producers.isAborted($0) }
        self.producers.forgetAborted(before: log.startOffset)
    }
}

extension Partition {
    /// All that it remembers of its producers, the log tells as well.
    func hash(into hasher: inout Hasher) {
        hasher.combine(log)
    }
}
