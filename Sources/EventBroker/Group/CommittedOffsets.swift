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

    /// The last commit counts, even if its offset is lower.
    mutating func store(_ offset: PartitionOffset, at time: Timestamp?) {
        if let index = index(of: offset.partition) {
            entries[index].offset.offset = offset.offset
            entries[index].time = time
        } else {
            entries.append(Entry(offset: offset, time: time))
        }
    }

    mutating func forget(_ partitions: [TopicPartition]) {
        entries.removeAll { partitions.contains($0.offset.partition) }
    }

    private func index(of partition: TopicPartition) -> Int? {
        entries.firstIndex { $0.offset.partition == partition }
    }
}
