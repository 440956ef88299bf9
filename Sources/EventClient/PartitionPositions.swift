import EventBroker

/// What a consumer knows of the partitions that it reads: a handful, kept in order.
struct PartitionPositions {
    struct Entry {
        let partition: TopicPartition
        /// The next offset to hand out; nil until it has been looked up.
        var position: Int64?
        var isPaused = false
    }

    private(set) var entries: [Entry] = []

    var partitions: [TopicPartition] { entries.map(\.partition) }
    var isEmpty: Bool { entries.isEmpty }

    /// Takes a new assignment; what was known of partitions that stay is forgotten too, as Kafka's
    /// eager protocol does.
    mutating func assign(_ partitions: [TopicPartition]) {
        entries = partitions.sorted().map { Entry(partition: $0) }
    }

    func contains(_ partition: TopicPartition) -> Bool { index(of: partition) != nil }

    func position(of partition: TopicPartition) -> Int64? {
        index(of: partition).flatMap { entries[$0].position }
    }

    /// False where the partition isn't assigned.
    @discardableResult
    mutating func move(_ partition: TopicPartition, to position: Int64?) -> Bool {
        guard let index = index(of: partition) else { return false }
        entries[index].position = position
        return true
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
        entries.filter { $0.position == nil }.map(\.partition)
    }

    var known: [PartitionOffset] {
        entries.compactMap { entry in
            entry.position.map { PartitionOffset(entry.partition, $0) }
        }
    }

    var fetchable: [PartitionOffset] {
        entries.compactMap { entry in
            entry.isPaused ? nil : entry.position.map { PartitionOffset(entry.partition, $0) }
        }
    }

    private func index(of partition: TopicPartition) -> Int? {
        entries.firstIndex { $0.partition == partition }
    }
}
