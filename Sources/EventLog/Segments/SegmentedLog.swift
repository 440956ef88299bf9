/// A partition's log on a disk: a folder with segments, of which the last is appended to.
///
/// For one owner, who uses it from one thread: nothing here waits for others. What is appended
/// outlasts the process at once, and a power cut once it is flushed: append for many, flush once,
/// and then answer them all.
package final class SegmentedLog: PartitionLog {
    /// What was cut off the end at opening because it was no whole batch: the rest of an append
    /// during which the process or the machine stopped.
    package struct Recovery: Hashable, Sendable {
        package let path: String
        /// Where the file ends now.
        package let position: Int
        package let bytesDropped: Int
    }

    package let options: LogOptions
    package private(set) var endOffset: Int64
    package private(set) var flushedOffset: Int64
    package let recovery: Recovery?

    let folder: Folder
    let window: ReadWindow
    /// In the order of their offsets; there is always one.
    var segments: [Segment]
    var start: OffsetFile
    var cleaned: OffsetFile
    var earliestHorizon: Timestamp?
    private var firstUnflushed: Timestamp?
    private var isUncertain = false

    /// Opens the log in this folder, or makes an empty one; the folder's own folder must be there.
    ///
    /// Checks every batch of the last segment, and cuts off what follows the last whole one. All
    /// other segments were flushed before the next one began. Throws `damagedSegment` if whole
    /// batches follow something that isn't one; then everything stays as it is.
    package init(
        folder path: String, options: LogOptions = LogOptions(), window: ReadWindow = ReadWindow()
    ) throws(LogFileError) {
        self.options = options
        self.window = window
        folder = Folder(path: path)
        try folder.make()
        try SegmentSwap.recover(in: folder, through: window)
        start = try OffsetFile(OffsetFile.start, in: folder)
        cleaned = try OffsetFile(OffsetFile.cleaned, in: folder)
        segments = try Self.segments(
            in: folder, beginningAt: start.value ?? 0, indexInterval: options.indexIntervalBytes)
        let active = segments[segments.count - 1]
        endOffset = try active.recover(through: window)
        guard (start.value ?? 0) <= endOffset else { throw .damaged(path: start.path, at: 0) }
        let bytesDropped = try active.cutTornTail(at: endOffset)
        recovery =
            bytesDropped == 0
            ? nil
            : Recovery(path: active.path, position: active.size, bytesDropped: bytesDropped)
        // What a process that was killed has left may still wait to be written, and names too.
        try active.synchronize()
        if active.size == 0 { try folder.synchronizeName() }
        flushedOffset = endOffset
        connectSegments()
        try removeSegmentsBelowStart()
    }

    package var startOffset: Int64 { max(start.value ?? 0, segments[0].baseOffset) }

    /// Adds the batch at the end, where a power cut may still take it: `flush()` makes it last.
    ///
    /// When this throws, the log is as it was before, or nothing can be appended until it is opened
    /// again.
    @discardableResult
    package func append(_ batch: RecordBatch) throws(LogFileError) -> Int64 {
        guard !isUncertain else { throw .uncertain(path: active.path) }
        if !active.extent.hasRoom(for: batch, at: endOffset, options) { try roll() }
        var placed = batch
        placed.assign(baseOffset: endOffset, leaderEpoch: batch.partitionLeaderEpoch)
        try active.append(placed, isTorn: &isUncertain)
        endOffset = placed.nextOffset
        return placed.baseOffset
    }

    /// When this returns, all that was appended outlasts a power cut.
    ///
    /// Throws a `LogFileError`. After that nothing can be appended until the log is opened again:
    /// the system may have forgotten what it couldn't write.
    package func flush() throws(LogFileError) {
        guard !isUncertain else { throw .uncertain(path: active.path) }
        firstUnflushed = nil
        guard flushedOffset < endOffset else { return }
        do {
            try active.synchronize()
        } catch {
            isUncertain = true
            throw error
        }
        flushedOffset = endOffset
    }

    @discardableResult
    package func flushAsDue(now: Timestamp) throws(LogFileError) -> Timestamp? {
        guard flushedOffset < endOffset else { return nil }
        switch options.flush {
        case .everyBatch: try flush()
        case .never: break
        case .every(let milliseconds):
            let first = firstUnflushed ?? now
            firstUnflushed = first
            let age = now.milliseconds(since: first)
            guard age >= milliseconds else {
                return now.advanced(byMilliseconds: milliseconds - max(age, 0))
            }
            try flush()
        }
        return nil
    }

    /// Flushes, and leaves hints so that the next process finds its way about at once. Without it
    /// nothing is lost that was flushed.
    package func close() throws(LogFileError) {
        try flush()
        active.seal(nextOffset: endOffset)
    }

    var active: Segment { segments[segments.count - 1] }

    /// Begins a new segment. The old one is flushed before, so that recovery need only look at
    /// the last.
    func roll() throws(LogFileError) {
        try flush()
        active.seal(nextOffset: endOffset)
        let next = try Segment(
            SegmentName(baseOffset: endOffset), in: folder,
            indexInterval: options.indexIntervalBytes)
        try folder.synchronize()
        _ = try next.recover(through: window)
        segments.append(next)
        connectSegments()
    }

    /// Tells each segment where the next one begins.
    func connectSegments() {
        for (segment, next) in zip(segments, segments.dropFirst()) {
            segment.limit = next.baseOffset
            segment.mayMissOffsets = cleaned.value != nil
        }
    }
}

extension SegmentedLog {
    /// The segments of the folder, or the first one of a new log.
    private static func segments(
        in folder: Folder, beginningAt start: Int64, indexInterval: Int
    ) throws(LogFileError) -> [Segment] {
        var names = try folder.names().compactMap(SegmentName.init(log:))
        if names.isEmpty { names = [SegmentName(baseOffset: start)] }
        var segments: [Segment] = []
        for name in names {
            segments.append(try Segment(name, in: folder, indexInterval: indexInterval))
        }
        return segments
    }
}
