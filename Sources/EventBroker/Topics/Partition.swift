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

    func endOffset(_ isolation: IsolationLevel) -> Int64 {
        isolation == .readCommitted ? lastStableOffset : log.endOffset
    }

    /// Whole batches, of which the reader may see all.
    func batches(
        from offset: Int64, maxBytes: Int, _ isolation: IsolationLevel
    ) throws(PartitionStore.ReadFailure) -> [RecordBatch] {
        let batches = try log.batches(from: offset, maxBytes: maxBytes)
        guard isolation == .readCommitted else { return batches }
        let end = lastStableOffset
        return Array(batches.prefix { $0.baseOffset < end })
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

    /// Gives up what the topic's configuration lets go by now.
    mutating func clean(now: Timestamp) throws(LogFileError) {
        let producers = producers
        try log.clean(now: now, below: lastStableOffset) { producers.isAborted($0) }
        self.producers.forgetAborted(before: log.startOffset)
    }
}
