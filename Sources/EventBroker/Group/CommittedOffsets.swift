/// What a group has committed: per partition, the next offset to read.
///
/// An array, since a group's partitions are few, are looked up by comparing short names, and are
/// copied with each snapshot of the broker.
struct CommittedOffsets: Hashable, Sendable {
    private var stored: [PartitionOffset] = []

    /// -1 where nothing is committed. The last commit counts, even if its offset is lower.
    subscript(partition: TopicPartition) -> Int64 {
        get {
            index(of: partition).map { stored[$0].offset } ?? -1
        }
        set {
            if let index = index(of: partition) {
                stored[index].offset = newValue
            } else {
                stored.append(PartitionOffset(partition, newValue))
            }
        }
    }

    mutating func forget(_ partitions: [TopicPartition]) {
        stored.removeAll { partitions.contains($0.partition) }
    }

    private func index(of partition: TopicPartition) -> Int? {
        stored.firstIndex { $0.partition == partition }
    }
}
