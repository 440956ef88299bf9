/// A log in memory, and a value: a copy costs nothing until either side appends, and then one
/// pointer for each batch.
package struct MemoryLog: PartitionLog, Hashable, Sendable {
    package let options: LogOptions
    package private(set) var startOffset: Int64 = 0
    package private(set) var endOffset: Int64 = 0
    private var stored: [RecordBatch] = []
    /// Their last offsets, side by side: to ask batches that lie all over the memory takes longer
    /// than to read one.
    private var lastOffsets: [Int64] = []
    /// Segments that are full, as on a disk, for whole ones are given up. Their batches are the
    /// first of `stored`.
    private var sealed: [SegmentExtent] = []
    private var active = SegmentExtent(baseOffset: 0)
    private var compaction = CompactionState()

    package init(options: LogOptions = LogOptions()) {
        self.options = options
    }

    @discardableResult
    package mutating func append(_ batch: RecordBatch) -> Int64 {
        if !active.hasRoom(for: batch, at: endOffset, options) { roll() }
        var placed = batch
        placed.assign(baseOffset: endOffset, leaderEpoch: batch.partitionLeaderEpoch)
        stored.append(placed)
        lastOffsets.append(placed.lastOffset)
        active.add(bytes: placed.bytes.count, largestTimestamp: placed.maxTimestamp)
        endOffset = placed.nextOffset
        return placed.baseOffset
    }

    /// All batches, from the first that can be read.
    package var all: [RecordBatch] { stored }

    /// The bytes of all batches.
    package var byteCount: Int { sealed.reduce(active.bytes) { $0 + $1.bytes } }

    package func batches(
        from offset: Int64, maxBytes: Int
    ) throws(OffsetOutOfRange) -> [RecordBatch] {
        try checkRange(offset)
        return Array(
            stored.fetched(
                from: lastOffsets.partitioningIndex { $0 >= offset }, maxBytes: maxBytes,
                size: { $0.bytes.count }))
    }

    package func firstOffset(atOrAfter timestamp: Timestamp) -> Int64? {
        for batch in stored where batch.maxTimestamp >= timestamp && batch.nextOffset > startOffset
        {
            if let offset = batch.firstOffset(atOrAfter: timestamp, from: startOffset) {
                return offset
            }
        }
        return nil
    }

    /// Only what tells logs apart: options and segments hardly ever do.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(startOffset)
        hasher.combine(endOffset)
        hasher.combine(stored)
    }

    private mutating func roll() {
        sealed.append(active)
        active = SegmentExtent(baseOffset: endOffset)
    }
}

// MARK: - Flushing

extension MemoryLog {
    /// Nothing here outlasts the process, flushed or not: nobody need wait.
    package var flushedOffset: Int64 { endOffset }

    package func flush() {}

    @discardableResult
    package func flushAsDue(now: Timestamp) -> Timestamp? { nil }
}

// MARK: - Retention

extension MemoryLog {
    @discardableResult
    package mutating func deleteRecords(before offset: Int64) throws(OffsetOutOfRange) -> Int64 {
        guard offset <= endOffset else {
            throw OffsetOutOfRange(offset: offset, available: startOffset...endOffset)
        }
        startOffset = max(startOffset, offset)
        if startOffset == endOffset, active.bytes > 0 { roll() }
        removeSegmentsBelowStart()
        return startOffset
    }

    @discardableResult
    package mutating func applyRetention(now: Timestamp) -> Int64 {
        let expired = (sealed + [active]).prefix { segment in
            segment.largestTimestamp.map { options.isExpired($0, now: now) } ?? false
        }
        giveUp(expired.count)
        giveUp(options.oversized(sealed.map(\.bytes) + [active.bytes]))
        return startOffset
    }

    private mutating func giveUp(_ count: Int) {
        guard count > 0 else { return }
        if count > sealed.count, active.bytes > 0 { roll() }
        startOffset = count < sealed.count ? sealed[count].baseOffset : active.baseOffset
        removeSegmentsBelowStart()
    }

    private mutating func removeSegmentsBelowStart() {
        let ends = sealed.dropFirst().map(\.baseOffset) + [active.baseOffset]
        let count = ends.prefix { $0 <= startOffset }.count
        guard count > 0, !sealed.isEmpty else { return }
        sealed.removeFirst(min(count, sealed.count))
        let beginning = sealed.first?.baseOffset ?? active.baseOffset
        let removed = stored.partitioningIndex { $0.baseOffset >= beginning }
        stored.removeFirst(removed)
        lastOffsets.removeFirst(removed)
    }
}

// MARK: - Compaction

extension MemoryLog {
    package mutating func compact(
        now: Timestamp, below limit: Int64, isAborted: @escaping (RecordBatch) -> Bool
    ) {
        let limits = sealed.dropFirst().map(\.baseOffset) + [active.baseOffset]
        let count = min(limits.prefix { $0 <= limit }.count, sealed.count)
        let dirty = (0..<count).filter { limits[$0] > compaction.cleanedOffset }
        guard options.cleanup.compacts,
            compaction.isDue(
                dirtyBytes: dirty.reduce(0) { $0 + sealed[$1].bytes },
                totalBytes: sealed[..<count].reduce(0) { $0 + $1.bytes }, now: now, options)
        else { return }
        var cleaning = Compaction(now: now, options: options, isAborted: isAborted)
        var end = compaction.cleanedOffset
        for segment in dirty where !cleaning.isFull {
            for batch in batches(of: segment, limits) { cleaning.learn(batch) }
            end = limits[segment]
        }
        let cleaned = limits[..<count].prefix { $0 <= end }.count
        clean(cleaned, limits, &cleaning)
        compaction = CompactionState(
            cleanedOffset: end, earliestHorizon: cleaning.earliestHorizon)
    }

    private func batches(of segment: Int, _ limits: [Int64]) -> ArraySlice<RecordBatch> {
        let first = stored.partitioningIndex { $0.baseOffset >= sealed[segment].baseOffset }
        let end = stored.partitioningIndex { $0.baseOffset >= limits[segment] }
        return stored[first..<end]
    }

    /// Cleans the first segments, and joins those that are small.
    private mutating func clean(_ count: Int, _ limits: [Int64], _ cleaning: inout Compaction) {
        var kept: [RecordBatch] = []
        var joined: [SegmentExtent] = []
        for group in options.groups(of: Array(sealed[..<count])) {
            var extent = SegmentExtent(baseOffset: sealed[group.lowerBound].baseOffset)
            for batch in group.flatMap({ batches(of: $0, limits) }) {
                guard let rest = cleaning.kept(of: batch) else { continue }
                kept.append(rest)
                extent.add(bytes: rest.bytes.count, largestTimestamp: rest.maxTimestamp)
            }
            joined.append(extent)
        }
        let end = count == 0 ? 0 : stored.partitioningIndex { $0.baseOffset >= limits[count - 1] }
        stored.replaceSubrange(..<end, with: kept)
        lastOffsets.replaceSubrange(..<end, with: kept.map(\.lastOffset))
        sealed.replaceSubrange(..<count, with: joined)
    }
}
