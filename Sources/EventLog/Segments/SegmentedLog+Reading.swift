extension SegmentedLog {
    /// Also across segments. Throws `OffsetOutOfRange`, or a `LogFileError` if a batch is damaged.
    package func batches(from offset: Int64, maxBytes: Int) throws -> [RecordBatch] {
        try checkRange(offset)
        var found: [RecordBatch] = []
        var room = max(maxBytes, 0)
        var isFull = false
        for segment in segments[indexOfSegment(with: offset)...] where !isFull {
            try read(segment, from: offset, room: room) { frame in
                isFull = !found.isEmpty && frame.bytes.count > room
                guard !isFull else { return false }
                room -= frame.bytes.count
                found.append(RecordBatch(checked: [UInt8](frame.bytes)))
                isFull = room <= 0
                return !isFull
            }
        }
        return found
    }

    package func firstOffset(atOrAfter timestamp: Timestamp) throws(LogFileError) -> Int64? {
        for segment in segments[indexOfSegment(with: startOffset)...] {
            let hint = try segment.loadIndex(through: window)
            if segment !== active, let youngest = hint.youngest, youngest < timestamp {
                continue
            }
            let beginning = max(startOffset, hint.offset(before: timestamp))
            var found: Int64?
            try read(segment, from: beginning, room: ReadWindow.size) { frame in
                guard frame.largestTimestamp >= timestamp else { return true }
                found = RecordBatch(checked: [UInt8](frame.bytes))
                    .firstOffset(atOrAfter: timestamp, from: startOffset)
                return found == nil
            }
            if found != nil { return found }
        }
        return nil
    }

    /// Hands the segment's sound batches to `body`, from the one that reaches `offset` on.
    private func read(
        _ segment: Segment, from offset: Int64, room: Int,
        _ body: (BatchFrame) throws(LogFileError) -> Bool
    ) throws(LogFileError) {
        let step = min(
            ReadWindow.size, min(ReadWindow.size, room) + 2 * options.indexIntervalBytes)
        try segment.forEachBatch(reaching: offset, step: step, through: window, body)
    }

    /// The last segment that begins at the offset or before it.
    private func indexOfSegment(with offset: Int64) -> Int {
        max(0, segments.partitioningIndex { $0.baseOffset > offset } - 1)
    }
}

extension RecordBatch {
    /// The first offset, not before `start`, of a record that isn't older than `timestamp`. A batch
    /// that can't be decoded answers for itself: reading it will say what is wrong.
    func firstOffset(atOrAfter timestamp: Timestamp, from start: Int64) -> Int64? {
        guard let records = try? records() else { return max(baseOffset, start) }
        return records.first { $0.timestamp >= timestamp && $0.offset >= start }?.offset
    }
}
