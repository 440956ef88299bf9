/// Where to begin looking in a segment for an offset or a moment: one entry for a few kilobytes, so
/// that little is read in vain. A hint only, which can be made again from the segment.
struct SegmentIndex: Hashable {
    /// The batch at `position` begins with this offset.
    struct Offset: Hashable {
        var relativeOffset: UInt32
        var position: UInt32
    }

    /// Every record before this offset is from this moment or from an earlier one.
    struct Time: Hashable {
        var largestTimestamp: Int64
        var relativeOffset: UInt32
    }

    let baseOffset: Int64
    private(set) var offsets: [Offset] = []
    private(set) var times: [Time] = []
    private var largestTimestamp: Timestamp?
    private var lastPosition = 0

    init(baseOffset: Int64) {
        self.baseOffset = baseOffset
    }

    init(baseOffset: Int64, offsets: [Offset], times: [Time]) {
        self.baseOffset = baseOffset
        self.offsets = offsets
        self.times = times
        largestTimestamp = times.last.map { Timestamp(milliseconds: $0.largestTimestamp) }
    }

    /// Takes up the batch at `position`, if enough bytes lie between it and the last entry.
    mutating func add(
        baseOffset: Int64, largestTimestamp: Timestamp, at position: Int, interval: Int
    ) {
        if position - lastPosition >= interval,
            let relativeOffset = UInt32(exactly: baseOffset - self.baseOffset),
            let entryPosition = UInt32(exactly: position)
        {
            offsets.append(Offset(relativeOffset: relativeOffset, position: entryPosition))
            addTime(before: relativeOffset)
            lastPosition = position
        }
        self.largestTimestamp = max(self.largestTimestamp ?? largestTimestamp, largestTimestamp)
    }

    /// No batch follows: the last entry says how young the youngest record is.
    mutating func seal(nextOffset: Int64) {
        guard let relativeOffset = UInt32(exactly: nextOffset - baseOffset) else { return }
        addTime(before: relativeOffset)
    }

    private mutating func addTime(before relativeOffset: UInt32) {
        guard let largest = largestTimestamp?.milliseconds,
            times.last.map({ $0.largestTimestamp < largest }) ?? true
        else { return }
        times.append(Time(largestTimestamp: largest, relativeOffset: relativeOffset))
    }
}

extension SegmentIndex {
    /// A batch, and where it begins.
    struct Place: Hashable {
        var baseOffset: Int64
        var position: Int
    }

    /// The last known batch that `offset` lies in or behind, or nil if that may be the first.
    func batch(before offset: Int64) -> Place? {
        let next = offsets.partitioningIndex { baseOffset + Int64($0.relativeOffset) > offset }
        guard next > 0 else { return nil }
        let entry = offsets[next - 1]
        return Place(
            baseOffset: baseOffset + Int64(entry.relativeOffset), position: Int(entry.position))
    }

    /// An offset before which all records are older than `timestamp`.
    func offset(before timestamp: Timestamp) -> Int64 {
        let next = times.partitioningIndex { $0.largestTimestamp >= timestamp.milliseconds }
        return next == 0 ? baseOffset : baseOffset + Int64(times[next - 1].relativeOffset)
    }

    /// The moment of the youngest record of a sealed segment, or nil if there is none.
    var youngest: Timestamp? {
        times.last.map { Timestamp(milliseconds: $0.largestTimestamp) }
    }
}
