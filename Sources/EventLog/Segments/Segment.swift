/// One file of a partition's log, with batches one after the other, and the hints where to look in it.
final class Segment {
    let folder: Folder
    let name: SegmentName
    private(set) var extent: SegmentExtent
    /// The next segment's first offset, once there is one.
    var limit = Int64.max
    /// Whether compaction may have left gaps between the offsets.
    var mayMissOffsets = false
    private let file: OpenFile
    private let interval: Int
    /// Nil until somebody looks for something in a segment that was sealed by an earlier process.
    private var index: SegmentIndex?

    var baseOffset: Int64 { name.baseOffset }
    var size: Int { extent.bytes }
    var path: String { file.path }

    /// Opens the segment, or makes an empty one; its name outlasts a power cut only once the
    /// folder has been synchronized. What it holds isn't looked at.
    init(_ name: SegmentName, in folder: Folder, indexInterval: Int) throws(LogFileError) {
        self.name = name
        self.folder = folder
        interval = indexInterval
        file = try OpenFile(path: folder.path(of: name.log))
        extent = SegmentExtent(baseOffset: name.baseOffset, bytes: try file.size())
    }

    /// Adds a batch that has its place already. When this throws, the file is as it was before,
    /// unless `isTorn` is true.
    func append(_ batch: RecordBatch, isTorn: inout Bool) throws(LogFileError) {
        do throws(LogFileError) {
            try file.write(batch.bytes, at: size)
        } catch {
            do { try file.truncate(to: size) } catch { isTorn = true }
            throw error
        }
        add(batch.baseOffset, batch.bytes.count, batch.maxTimestamp)
    }

    func synchronize() throws(LogFileError) {
        try file.synchronize()
    }

    func remove() throws(LogFileError) {
        for file in [name.log, name.index, name.timeIndex] { try folder.remove(file) }
    }

    private func add(_ baseOffset: Int64, _ bytes: Int, _ largestTimestamp: Timestamp) {
        index?.add(
            baseOffset: baseOffset, largestTimestamp: largestTimestamp, at: size, interval: interval
        )
        extent.add(bytes: bytes, largestTimestamp: largestTimestamp)
    }
}

// MARK: - Recovery

extension Segment {
    /// Checks every batch from the first on, and indexes them. Returns the offset after the last
    /// sound one. What follows that one is then beyond `size`, but still in the file.
    func recover(through window: ReadWindow) throws(LogFileError) -> Int64 {
        let fileSize = size
        extent = SegmentExtent(baseOffset: baseOffset)
        index = SegmentIndex(baseOffset: baseOffset)
        var next = baseOffset
        try window.walk(file, 0..<fileSize) { frame, _ in
            guard frame.baseOffset == next, (try? frame.check()) != nil else { return false }
            add(next, frame.bytes.count, frame.largestTimestamp)
            next = frame.nextOffset
            return true
        }
        return next
    }

    /// Cuts off what `recover` found no batch in, and returns how many bytes that were.
    ///
    /// Throws `damagedSegment`, and leaves the file as it is, if whole batches would be lost.
    func cutTornTail(at next: Int64) throws(LogFileError) -> Int {
        let fileSize = try file.size()
        guard fileSize > size else { return 0 }
        if try holdsBatch(in: size..<fileSize, after: next) {
            throw .damagedSegment(path: path, at: size)
        }
        try file.truncate(to: size)
        try file.synchronize()
        return fileSize - size
    }

    /// Whether an intact batch begins at the front, or one with a later offset than `next` further
    /// on. What lies between can hold only so many records.
    private func holdsBatch(
        in range: Range<Int>, after next: Int64
    ) throws(LogFileError) -> Bool {
        let later = next + 1...next + Int64(range.count)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: ReadWindow.size) {
            let bytes = try file.read(
                at: start, count: ReadWindow.size + RecordBatch.Position.records)
            for candidate in bytes.batches(upTo: range.upperBound - start) {
                guard
                    start == range.lowerBound && candidate.position == 0
                        || later.contains(candidate.baseOffset)
                else { continue }
                let frame = try file.read(at: start + candidate.position, count: candidate.size)
                if frame.withUnsafeBytes({ BatchFrame(bytes: $0).isIntact }) { return true }
            }
        }
        return false
    }
}

extension [UInt8] {
    fileprivate struct Candidate {
        var position: Int
        var size: Int
        var baseOffset: Int64
    }

    /// Where something stands that looks like the header of a batch which ends before `end`.
    fileprivate func batches(upTo end: Int) -> [Candidate] {
        withUnsafeBytes { buffer in
            buffer.indices.compactMap { position in
                guard let size = RecordBatch.size(ofBatchAt: position, in: buffer),
                    size <= end - position
                else { return nil }
                return Candidate(
                    position: position, size: size, baseOffset: buffer.bigEndian(at: position))
            }
        }
    }
}

// MARK: - Index files

extension Segment {
    /// Nothing more will be appended: writes the hints beside it, for the next process. That they
    /// can't be written costs time then, and nothing else.
    func seal(nextOffset: Int64) {
        index?.seal(nextOffset: nextOffset)
        guard let index else { return }
        try? folder.write(index.offsetFile(segmentSize: size), to: name.index)
        try? folder.write(index.timeFile(segmentSize: size), to: name.timeIndex)
    }

    /// From the files beside it, or, if these are wrong, from the segment.
    func loadIndex(through window: ReadWindow) throws(LogFileError) -> SegmentIndex {
        if let index { return index }
        let found = SegmentIndex(
            baseOffset: baseOffset, segmentSize: size,
            offsetFile: try folder.content(of: name.index) ?? [],
            timeFile: try folder.content(of: name.timeIndex) ?? [])
        guard let found else { return try makeIndex(through: window) }
        index = found
        return found
    }

    private func makeIndex(through window: ReadWindow) throws(LogFileError) -> SegmentIndex {
        var made = SegmentIndex(baseOffset: baseOffset)
        var end = baseOffset
        try forEachBatch(through: window) { frame, position in
            made.add(
                baseOffset: frame.baseOffset, largestTimestamp: frame.largestTimestamp,
                at: position, interval: interval)
            end = frame.nextOffset
            return true
        }
        index = made
        if limit < .max { seal(nextOffset: end) }
        return index ?? made
    }
}

// MARK: - Reading

extension Segment {
    /// Hands the batches that reach `offset` to `body`, in order, until it returns false.
    ///
    /// Throws `damagedSegment` as the other does.
    func forEachBatch(
        reaching offset: Int64, step: Int, through window: ReadWindow,
        _ body: (BatchFrame) throws(LogFileError) -> Bool
    ) throws(LogFileError) {
        var hint = try loadIndex(through: window).batch(before: offset)
        let isRight = try holdsBatch(hint, through: window)
        if !isRight {
            hint = try makeIndex(through: window).batch(before: offset)
        }
        try forEachBatch(from: hint, step: step, through: window) {
            frame, _ throws(LogFileError) in
            frame.nextOffset > offset ? try body(frame) : true
        }
    }

    /// Hands all batches from one on to `body`, in order, until it returns false.
    ///
    /// Throws `damagedSegment` where the batch isn't sound, or hasn't the offset after the one
    /// before it, or a later one where offsets may be missing.
    func forEachBatch(
        from first: SegmentIndex.Place? = nil, step: Int = ReadWindow.size,
        through window: ReadWindow,
        _ body: (BatchFrame, _ position: Int) throws(LogFileError) -> Bool
    ) throws(LogFileError) {
        var next = first?.baseOffset ?? baseOffset
        var isWanted = true
        let end = try window.walk(file, (first?.position ?? 0)..<size, step: step) {
            frame, position throws(LogFileError) in
            guard isSound(frame, at: next) else { return false }
            next = frame.nextOffset
            isWanted = try body(frame, position)
            return isWanted
        }
        guard isWanted else { return }
        let isWhole = limit == .max || mayMissOffsets || next == limit
        if end < size || !isWhole { throw .damagedSegment(path: path, at: end) }
    }

    private func isSound(_ frame: BatchFrame, at next: Int64) -> Bool {
        (mayMissOffsets ? frame.baseOffset >= next : frame.baseOffset == next)
            && (try? frame.check()) != nil && frame.nextOffset <= limit
    }

    /// Whether the index is right about this batch.
    private func holdsBatch(
        _ place: SegmentIndex.Place?, through window: ReadWindow
    ) throws(LogFileError) -> Bool {
        guard let place else { return true }
        var isThere = false
        try window.walk(file, place.position..<size, step: 2 * interval) { frame, _ in
            isThere = frame.baseOffset == place.baseOffset && frame.isIntact
            return false
        }
        return isThere
    }
}
