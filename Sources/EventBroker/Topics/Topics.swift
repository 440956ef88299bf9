import EventLog

/// The topics of a broker, and what clients read from them and write to them.
struct Topics: Hashable, Sendable {
    let options: Broker.Options
    /// In the order of their making. They are few: a search among them beats hashing their names.
    var topics: [Topic] = []
    /// The bytes in all logs.
    var keptBytes = 0

    init(options: Broker.Options) {
        self.options = options
    }

    mutating func create(_ request: CreateTopic) -> ErrorCode? {
        guard Topic.isValid(name: request.name) else { return .invalidTopic }
        guard index(of: request.name) == nil else { return .topicAlreadyExists }
        let hasNamesake = topics.contains { Topic.collide($0.name, request.name) }
        guard !hasNamesake else { return .invalidTopic }
        guard request.partitions >= 1, request.partitions <= options.maxPartitionsPerTopic else {
            return .invalidPartitions
        }
        topics.append(
            Topic(
                name: request.name,
                partitions: Array(repeating: Partition(), count: request.partitions),
                configuration: request.configuration))
        return nil
    }

    mutating func delete(_ request: DeleteTopic) -> ErrorCode? {
        guard let index = index(of: request.name) else { return .unknownTopicOrPartition }
        topics.remove(at: index)
        countBytes()
        return nil
    }

    mutating func grow(_ request: CreatePartitions) -> ErrorCode? {
        guard let index = index(of: request.name) else { return .unknownTopicOrPartition }
        guard request.partitions > topics[index].partitions.count,
            request.partitions <= options.maxPartitionsPerTopic
        else { return .invalidPartitions }
        topics[index].grow(to: request.partitions)
        return nil
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
            topic.partitions.reduce(sum) { $0 + $1.log.byteCount }
        }
    }
}
