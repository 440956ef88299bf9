extension SegmentedLog {
    @discardableResult
    package func deleteRecords(before offset: Int64) throws -> Int64 {
        guard offset <= endOffset else {
            throw OffsetOutOfRange(offset: offset, available: startOffset...endOffset)
        }
        guard offset > startOffset else { return startOffset }
        try flush()
        try start.replace(with: offset)
        try removeSegmentsBelowStart()
        return startOffset
    }

    @discardableResult
    package func applyRetention(now: Timestamp) throws(LogFileError) -> Int64 {
        var expired = 0
        while expired < segments.count, try isExpired(segments[expired], now: now) { expired += 1 }
        try giveUp(expired)
        try giveUp(options.oversized(segments.map(\.size)))
        return startOffset
    }

    /// Gives up the oldest segments. If that's all of them, an empty one comes after them.
    private func giveUp(_ count: Int) throws(LogFileError) {
        guard count > 0 else { return }
        if count == segments.count, active.size > 0 { try roll() }
        try start.replace(with: segments[min(count, segments.count - 1)].baseOffset)
        try removeSegmentsBelowStart()
    }

    /// Removes the files of which nothing can be read any more.
    func removeSegmentsBelowStart() throws(LogFileError) {
        guard segments.count > 1, segments[1].baseOffset <= startOffset else { return }
        while segments.count > 1, segments[1].baseOffset <= startOffset {
            try segments[0].remove()
            segments.removeFirst()
        }
        try folder.synchronize()
    }

    /// An empty segment has nothing to expire. The index may only say that a segment is to be kept;
    /// before it goes, its batches are asked.
    private func isExpired(_ segment: Segment, now: Timestamp) throws(LogFileError) -> Bool {
        guard segment.size > 0, options.cleanup.deletes, options.retentionMilliseconds != nil
        else { return false }
        if segment !== active, let youngest = try segment.loadIndex(through: window).youngest,
            !options.isExpired(youngest, now: now)
        {
            return false
        }
        var isExpired = true
        try segment.forEachBatch(through: window) { frame, _ in
            isExpired = options.isExpired(frame.largestTimestamp, now: now)
            return isExpired
        }
        return isExpired
    }
}
