extension SegmentedLog {
    package func compact(
        now: Timestamp, below limit: Int64, isAborted: @escaping (RecordBatch) -> Bool
    ) throws(LogFileError) {
        let sealed = segments.dropLast().prefix { $0.limit <= limit }
        guard options.cleanup.compacts, isDue(sealed, now: now) else { return }
        var compaction = Compaction(now: now, options: options, isAborted: isAborted)
        let end = try learn(sealed, &compaction)
        if cleaned.value == nil { try cleaned.replace(with: 0) }
        connectSegments()
        let extents = sealed.prefix { $0.limit <= end }.map(\.extent)
        for group in options.groups(of: extents).reversed() {
            try clean(group, &compaction)
        }
        try cleaned.replace(with: end)
        earliestHorizon = compaction.earliestHorizon
    }

    private func isDue(_ sealed: ArraySlice<Segment>, now: Timestamp) -> Bool {
        let state = CompactionState(
            cleanedOffset: cleaned.value ?? 0, earliestHorizon: earliestHorizon)
        let dirty = sealed.filter { $0.limit > state.cleanedOffset }
        return state.isDue(
            dirtyBytes: dirty.reduce(0) { $0 + $1.size },
            totalBytes: sealed.reduce(0) { $0 + $1.size }, now: now, options)
    }

    /// Returns the offset up to which the log can be cleaned now.
    private func learn(
        _ sealed: ArraySlice<Segment>, _ compaction: inout Compaction
    ) throws(LogFileError) -> Int64 {
        var end = cleaned.value ?? 0
        for segment in sealed where segment.limit > end && !compaction.isFull {
            var learned = compaction
            try segment.forEachBatch(through: window) { frame, _ in
                learned.learn(RecordBatch(checked: [UInt8](frame.bytes)))
                return true
            }
            compaction = learned
            end = segment.limit
        }
        return end
    }

    /// Puts one segment in the place of several, which holds what is left of them.
    private func clean(_ group: Range<Int>, _ compaction: inout Compaction) throws(LogFileError) {
        let old = Array(segments[group])
        let swap = SegmentSwap(name: old[0].name, in: folder)
        guard
            try swap.write({ write throws(LogFileError) in
                var hasChanged = old.count > 1
                for segment in old {
                    try segment.forEachBatch(through: window) { frame, _ throws(LogFileError) in
                        let batch = RecordBatch(checked: [UInt8](frame.bytes))
                        let kept = compaction.kept(of: batch)
                        hasChanged = hasChanged || kept != batch
                        if let kept { try write(kept) }
                        return true
                    }
                }
                return hasChanged
            })
        else { return }
        try swap.finish(replacing: old.map(\.name))
        let new = try Segment(
            old[0].name, in: folder, indexInterval: options.indexIntervalBytes)
        segments.replaceSubrange(group, with: [new])
        new.limit = segments[group.lowerBound + 1].baseOffset
        new.mayMissOffsets = true
    }
}
