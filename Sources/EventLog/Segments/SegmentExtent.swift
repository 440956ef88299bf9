/// What a segment holds, as far as rolling and retention ask.
struct SegmentExtent: Hashable, Sendable {
    let baseOffset: Int64
    private(set) var bytes: Int
    private(set) var firstTimestamp: Timestamp?
    private(set) var largestTimestamp: Timestamp?

    init(baseOffset: Int64, bytes: Int = 0) {
        self.baseOffset = baseOffset
        self.bytes = bytes
    }

    mutating func add(bytes: Int, largestTimestamp: Timestamp) {
        self.bytes += bytes
        firstTimestamp = firstTimestamp ?? largestTimestamp
        self.largestTimestamp = max(self.largestTimestamp ?? largestTimestamp, largestTimestamp)
    }

    /// Whether `batch`, to be appended at `offset`, belongs here and not into a new segment. An
    /// empty segment takes anything.
    func hasRoom(for batch: RecordBatch, at offset: Int64, _ options: LogOptions) -> Bool {
        guard let firstTimestamp else { return true }
        let lastRelativeOffset = offset - baseOffset + (batch.lastOffset - batch.baseOffset)
        return bytes + batch.bytes.count <= options.segmentBytes
            && batch.maxTimestamp.milliseconds(since: firstTimestamp) <= options.segmentMilliseconds
            && lastRelativeOffset < Int64(Int32.max)
    }
}

extension Timestamp {
    /// Negative if `earlier` is later. Moments from a disk may lie at the ends of all numbers.
    func milliseconds(since earlier: Timestamp) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        guard overflow else { return difference }
        return self < earlier ? .min : .max
    }
}

extension LogOptions {
    /// How many of the oldest segments must go by their size: as long as the others still hold
    /// what is to be kept.
    func oversized(_ sizes: [Int]) -> Int {
        guard cleanup.deletes, let limit = retentionBytes else { return 0 }
        var excess = sizes.reduce(0, +) - limit
        return sizes.prefix { size in
            excess -= size
            return excess >= 0
        }.count
    }

    /// Whether a segment must go whose youngest record is from `largest`.
    func isExpired(_ largest: Timestamp, now: Timestamp) -> Bool {
        guard cleanup.deletes, let limit = retentionMilliseconds else { return false }
        return now.milliseconds(since: largest) > limit
    }
}
