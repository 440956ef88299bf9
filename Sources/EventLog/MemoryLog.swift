/// A log in memory, and a value: a copy costs nothing until either side appends, and then one
/// pointer for each batch.
package struct MemoryLog: RecordLog, Hashable, Sendable {
    private var stored: [RecordBatch] = []

    package init() {}

    package private(set) var startOffset: Int64 = 0

    package var endOffset: Int64 { stored.last?.nextOffset ?? startOffset }

    @discardableResult
    package mutating func append(_ batch: RecordBatch) -> Int64 {
        let baseOffset = endOffset
        var placed = batch
        placed.assign(baseOffset: baseOffset, leaderEpoch: batch.partitionLeaderEpoch)
        stored.append(placed)
        return baseOffset
    }

    /// Moves the log's start to `offset`, which lies within it. A batch goes when all its records
    /// are before the start.
    package mutating func deleteRecords(before offset: Int64) {
        startOffset = max(startOffset, min(offset, endOffset))
        stored.removeFirst(stored.prefix { $0.lastOffset < startOffset }.count)
    }

    /// All batches, from the first that can be read.
    package var all: [RecordBatch] { stored }

    /// The bytes of all batches.
    package var byteCount: Int { stored.reduce(0) { $0 + $1.bytes.count } }

    package func batches(
        from offset: Int64, maxBytes: Int
    ) throws(OffsetOutOfRange) -> [RecordBatch] {
        try checkRange(offset)
        return Array(
            stored.fetched(
                fromFirstThat: { $0.lastOffset >= offset }, maxBytes: maxBytes,
                size: { $0.bytes.count }))
    }

    /// The first offset whose record isn't older than `timestamp`, as Kafka's `offsetsForTimes`.
    package func firstOffset(atOrAfter timestamp: Timestamp) -> Int64? {
        guard let batch = stored.first(where: { $0.maxTimestamp >= timestamp }) else { return nil }
        // A batch that can't be decoded answers for itself: reading it will say what is wrong.
        let records = (try? batch.records()) ?? []
        return records.first { $0.timestamp >= timestamp }?.offset ?? batch.baseOffset
    }
}
