import EventLog

/// The topics of a broker, and what clients read from them and write to them.
struct Topics: Hashable, Sendable {
    let options: Broker.Options
    /// Nil for a broker in memory.
    let storage: DiskStorage?
    /// In the order of their making. They are few: a search among them beats hashing their names.
    var topics: [Topic] = []
    /// The bytes in all logs in memory.
    var keptBytes = 0
    /// Whether the disk has refused anything since `takeRefusal`.
    var isRefused = false

    init(options: Broker.Options, storage: DiskStorage? = nil) {
        self.options = options
        self.storage = storage
    }

    static func == (one: Topics, other: Topics) -> Bool {
        one.topics == other.topics && one.options == other.options
    }

    func hash(into hasher: inout Hasher) { hasher.combine(topics) }

    mutating func create(_ request: CreateTopic) -> ErrorCode? {
        guard DataFolder.Partition.isValid(topic: request.name) else { return .invalidTopic }
        guard index(of: request.name) == nil else { return .topicAlreadyExists }
        let hasNamesake = topics.contains { Topic.collide($0.name, request.name) }
        guard !hasNamesake else { return .invalidTopic }
        guard request.partitions >= 1, request.partitions <= options.maxPartitionsPerTopic else {
            return .invalidPartitions
        }
        let partitions = newPartitions(
            0..<request.partitions, of: request.name, request.configuration)
        guard let partitions else { return .kafkaStorageError }
        topics.append(
            Topic(
                name: request.name, partitions: partitions, configuration: request.configuration))
        return nil
    }

    /// The logs on a disk are left to `deleteLogs`.
    mutating func delete(_ request: DeleteTopic) -> ErrorCode? {
        guard let index = index(of: request.name), !topics[index].isInternal else {
            return .unknownTopicOrPartition
        }
        topics.remove(at: index)
        countBytes()
        return nil
    }

    mutating func grow(_ request: CreatePartitions) -> ErrorCode? {
        guard let index = index(of: request.name) else { return .unknownTopicOrPartition }
        guard request.partitions > topics[index].partitions.count,
            request.partitions <= options.maxPartitionsPerTopic
        else { return .invalidPartitions }
        let added = newPartitions(
            topics[index].partitions.count..<request.partitions, of: request.name,
            topics[index].configuration)
        guard let added else { return .kafkaStorageError }
        topics[index].partitions += added
        return nil
    }

    /// Empty ones. What a partition of the same name has left on the disk is deleted: its topic was.
    ///
    /// Nil if the disk refuses.
    mutating func newPartitions(
        _ numbers: Range<Int>, of topic: String, _ configuration: TopicConfiguration
    ) -> [Partition]? {
        guard let storage else {
            return numbers.map { _ in Partition(configuration: configuration) }
        }
        return notingRefusal {
            try numbers.map { number in
                let partition = TopicPartition(topic, number)
                try storage.delete(partition)
                let log = try storage.log(of: partition, options: configuration.logOptions)
                return try Partition(recovering: PartitionStore(log))
            }
        }
    }

    mutating func deleteLogs(of partitions: [TopicPartition]) {
        guard let storage else { return }
        _ = notingRefusal { for partition in partitions { try storage.delete(partition) } }
    }

    /// Whether the disk has refused anything since the last call.
    mutating func takeRefusal() -> Bool {
        defer { isRefused = false }
        return isRefused
    }

    /// Nil if the disk refuses, which is remembered.
    mutating func notingRefusal<Value>(_ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch {
            isRefused = true
            return nil
        }
    }

    func contains(_ partition: TopicPartition) -> Bool {
        place(of: partition) != nil
    }

    /// The partitions of a topic; none if there is no such topic.
    func partitions(of name: String) -> [TopicPartition] {
        guard let index = index(of: name) else { return [] }
        return topics[index].partitions.indices.map { TopicPartition(name, $0) }
    }

    func index(of name: String) -> Int? {
        topics.firstIndex { $0.name == name }
    }

    func place(of partition: TopicPartition) -> (topic: Int, partition: Int)? {
        guard let topic = index(of: partition.topic),
            topics[topic].partitions.indices.contains(partition.partition)
        else { return nil }
        return (topic, partition.partition)
    }

    /// Counts anew, after something was deleted.
    mutating func countBytes() {
        keptBytes = topics.reduce(0) { sum, topic in
            topic.partitions.reduce(sum) { $0 + $1.log.memoryBytes }
        }
    }
}
