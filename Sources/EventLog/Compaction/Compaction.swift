/// One cleaning of a compacted log: it learns the last offset of each key, and then says what is
/// left of each batch. Records keep their offsets, and their order.
struct Compaction {
    private let now: Timestamp
    private let options: LogOptions
    private let isAborted: (RecordBatch) -> Bool
    private var lastOffsets: [[UInt8]: Int64] = [:]
    /// The first offset of each producer's last batch, which stays even if it is empty: it says
    /// which sequence number comes next.
    private var lastBatches: [Int64: Int64] = [:]
    /// When the first of the tombstones that were left may go.
    private(set) var earliestHorizon: Timestamp?

    init(now: Timestamp, options: LogOptions, isAborted: @escaping (RecordBatch) -> Bool) {
        self.now = now
        self.options = options
        self.isAborted = isAborted
    }

    /// Memory has an end: what was learned by then is cleaned, and the rest another time.
    var isFull: Bool { lastOffsets.count >= options.compactionKeys }

    /// Takes note of a batch that no cleaning has seen yet.
    mutating func learn(_ batch: RecordBatch) {
        if let producer = batch.producer { lastBatches[producer.id] = batch.baseOffset }
        guard !batch.isControl, !isAborted(batch) else { return }
        for record in (try? batch.records()) ?? [] {
            if let key = record.key { lastOffsets[key] = record.offset }
        }
    }

    /// What is left of the batch, or nil if nothing is. Markers of transactions stay, and so does
    /// what can't be decoded.
    mutating func kept(of batch: RecordBatch) -> RecordBatch? {
        guard !batch.isControl, let records = try? batch.records() else { return batch }
        let horizon = batch.deleteHorizon
        let kept = isAborted(batch) ? [] : records.filter { isKept($0, horizon: horizon) }
        guard !kept.isEmpty else {
            return isLast(batch) ? batch.rewritten(with: [], deleteHorizon: nil) : nil
        }
        guard kept.contains(where: { $0.valueSlice == nil }) else {
            return kept.count == records.count
                ? batch : batch.rewritten(with: kept, deleteHorizon: horizon)
        }
        let newHorizon = horizon ?? now.saturating(addingMilliseconds: deleteRetention)
        earliestHorizon = min(earliestHorizon ?? newHorizon, newHorizon)
        return kept.count == records.count && horizon != nil
            ? batch : batch.rewritten(with: kept, deleteHorizon: newHorizon)
    }

    private var deleteRetention: Int64 { options.deleteRetentionMilliseconds }

    /// A tombstone goes once everybody had the time to read it since the cleaning that saw it first.
    private func isKept(_ record: Record, horizon: Timestamp?) -> Bool {
        if let key = record.key, let last = lastOffsets[key], last > record.offset { return false }
        guard record.valueSlice == nil, let horizon else { return true }
        return now < horizon
    }

    private func isLast(_ batch: RecordBatch) -> Bool {
        batch.producer.map { lastBatches[$0.id] ?? .min <= batch.baseOffset } ?? false
    }
}

extension Timestamp {
    func saturating(addingMilliseconds delta: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
        return Timestamp(milliseconds: overflow ? (delta < 0 ? .min : .max) : sum)
    }
}

/// How far a log was compacted.
struct CompactionState: Hashable, Sendable {
    /// No cleaning has seen what lies behind.
    var cleanedOffset: Int64 = 0
    var earliestHorizon: Timestamp?

    /// Whether cleaning is worth its while: enough of the log is new, or tombstones may go.
    func isDue(dirtyBytes: Int, totalBytes: Int, now: Timestamp, _ options: LogOptions) -> Bool {
        if let earliestHorizon, earliestHorizon <= now { return true }
        return dirtyBytes > 0 && dirtyBytes * 100 >= totalBytes * options.minDirtyPercent
    }
}

extension LogOptions {
    /// Adjacent segments that become one by cleaning, as many as fit into one by their sizes.
    func groups(of extents: [SegmentExtent]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var bytes = 0
        for (index, extent) in extents.enumerated() {
            if let last = groups.last, bytes + extent.bytes <= segmentBytes,
                extent.baseOffset - extents[last.lowerBound].baseOffset < Int64(Int32.max) / 2
            {
                groups[groups.count - 1] = last.lowerBound..<index + 1
                bytes += extent.bytes
            } else {
                groups.append(index..<index + 1)
                bytes = extent.bytes
            }
        }
        return groups
    }
}
