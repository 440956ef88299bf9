import EventBroker

/// What a consumer knows of the partitions that it reads: a handful, kept in order.
struct PartitionPositions {
    private struct Entry {
        let partition: TopicPartition
        /// The next offset to hand out; nil until it has been looked up.
        var position: Int64?
        var isPaused = false
    }

    private var entries: [Entry] = []

    var partitions: [TopicPartition] { entries.map(\.partition) }
    var isEmpty: Bool { entries.isEmpty }

    /// Takes a new assignment. A partition that stays keeps what is known of it.
    mutating func assign(_ partitions: [TopicPartition]) {
        let known = entries
        entries = partitions.distinctSorted.map { partition in
            known.first { $0.partition == partition } ?? Entry(partition: partition)
        }
    }

    func contains(_ partition: TopicPartition) -> Bool { index(of: partition) != nil }

    func position(of partition: TopicPartition) -> Int64? {
        index(of: partition).flatMap { entries[$0].position }
    }

    /// Nothing happens where the partition isn't assigned.
    mutating func move(_ partition: TopicPartition, to position: Int64) {
        guard let index = index(of: partition) else { return }
        entries[index].position = position
    }

    mutating func setPaused(_ partitions: [TopicPartition], _ isPaused: Bool) {
        for partition in partitions {
            guard let index = index(of: partition) else { continue }
            entries[index].isPaused = isPaused
        }
    }

    func isPaused(_ partition: TopicPartition) -> Bool {
        index(of: partition).map { entries[$0].isPaused } ?? false
    }

    var withoutPosition: [TopicPartition] {
        entries.compactMap { $0.position == nil ? $0.partition : nil }
    }

    var known: [PartitionOffset] { positions { _ in true } }

    func fetchable(butNot isExcluded: (TopicPartition) -> Bool) -> [PartitionOffset] {
        positions { !$0.isPaused && !isExcluded($0.partition) }
    }

    private func positions(where isWanted: (Entry) -> Bool) -> [PartitionOffset] {
        entries.compactMap { entry in
            guard let position = entry.position, isWanted(entry) else { return nil }
            return PartitionOffset(entry.partition, position)
        }
    }

    private func index(of partition: TopicPartition) -> Int? {
        entries.firstIndex { $0.partition == partition }
    }
}
