import EventLog

/// What a group has committed: per partition, the next offset to read.
///
/// An array, since a group's partitions are few, are looked up by comparing short names, and are
/// copied with each snapshot of the broker.
struct CommittedOffsets: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var offset: PartitionOffset
        /// When it was committed; nil where nobody asks.
        var time: Timestamp?
    }

    private(set) var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    /// Sorted by partition.
    var all: [PartitionOffset] {
        entries.map(\.offset).sorted { $0.partition < $1.partition }
    }

    /// -1 where nothing is committed.
    subscript(partition: TopicPartition) -> Int64 {
        index(of: partition).map { entries[$0].offset.offset } ?? -1
    }

    /// The last commits count, even if their offsets are lower. Who commits the same partitions again
    /// in the same order has them found at once.
    mutating func store(_ offsets: [PartitionOffset], at time: Timestamp?) {
        for (place, offset) in offsets.enumerated() {
            let isInPlace =
                place < entries.count && entries[place].offset.partition == offset.partition
            store(offset, in: isInPlace ? place : index(of: offset.partition), at: time)
        }
    }

    private mutating func store(_ offset: PartitionOffset, in index: Int?, at time: Timestamp?) {
        if let index {
            entries[index].offset.offset = offset.offset
            entries[index].time = time
        } else {
            entries.append(Entry(offset: offset, time: time))
        }
    }

    mutating func forget(_ partitions: [TopicPartition]) {
        entries.removeAll { partitions.contains($0.offset.partition) }
    }

    mutating func tellTimes(from now: Timestamp) {
        for index in entries.indices { entries[index].time = entries[index].time?.told(from: now) }
    }

    private func index(of partition: TopicPartition) -> Int? {
        entries.firstIndex { $0.offset.partition == partition }
    }
}
