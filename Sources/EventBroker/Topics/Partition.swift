import EventLog

/// One partition: its log, and what it remembers of those who write to it.
struct Partition: Hashable, Sendable {
    private(set) var log: MemoryLog
    private(set) var producers: ProducerStates

    /// Remembers of its producers what the log's batches tell.
    init(log: MemoryLog = MemoryLog()) {
        self.log = log
        producers = ProducerStates(replaying: log.all)
    }

    /// The first offset whose record's transaction is open: read-committed consumers read up to it.
    var lastStableOffset: Int64 { producers.firstOpenOffset ?? log.endOffset }

    func endOffset(_ isolation: IsolationLevel) -> Int64 {
        isolation == .readCommitted ? lastStableOffset : log.endOffset
    }

    /// Whole batches, of which the reader may see all.
    func batches(
        from offset: Int64, maxBytes: Int, _ isolation: IsolationLevel
    ) throws(OffsetOutOfRange) -> [RecordBatch] {
        let batches = try log.batches(from: offset, maxBytes: maxBytes)
        guard isolation == .readCommitted else { return batches }
        let end = lastStableOffset
        return Array(batches.prefix { $0.baseOffset < end })
    }

    /// Appends a batch that has been checked, and returns the offset of its first record.
    @discardableResult
    mutating func append(_ batch: RecordBatch) -> Int64 {
        let baseOffset = log.append(batch)
        producers.append(batch, at: baseOffset)
        return baseOffset
    }

    mutating func expireProducers(olderThan moment: Timestamp) {
        producers.expire(olderThan: moment)
    }

    /// Moves the log's start to `offset`; what lies before it can't be read any more.
    mutating func deleteRecords(before offset: Int64) {
        log.deleteRecords(before: offset)
        producers.forgetAborted(before: offset)
    }
}
