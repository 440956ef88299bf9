public import EventBroker

/// What can go wrong at an admin client.
public enum AdminError: Error, Hashable, Sendable {
    /// No answer came in time. A topic may have been made, or may yet.
    case timedOut
    case topicExists(String)
    case invalidTopic(String)
    case invalidPartitions(Int)
    case unknownTopic(String)
    case offsetOutOfRange(TopicPartition, Int64)
    case unknownGroup(String)
    /// The group has members, or is about to: what was asked for is for one without.
    case groupNotEmpty(String)
    /// A member of the group subscribes to the topics.
    case groupSubscribed(String)
    case unknownPartition(TopicPartition)
    case refused(String)

    public var isRetriable: Bool { self == .timedOut }
    public var isFatal: Bool { false }
}

extension AdminError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut: "The broker did not answer in time. Look at topics() before you try again."
        case .topicExists(let name): "There is a topic \(name) already. Use it, or another name."
        case .invalidTopic(let name):
            "\(name) can't be a topic's name: use letters, digits, '.', '_' and '-', at most 249 of them, and none that differs from another topic's name only in '.' and '_'."
        case .invalidPartitions(let count):
            "A topic can't have \(count) partitions. Ask for at least 1 and at most 1,000."
        case .unknownTopic(let topic): "There is no topic \(topic). Check the name."
        case .offsetOutOfRange(let partition, let offset):
            "\(partition) does not reach to offset \(offset). Choose one up to its end."
        case .unknownGroup(let id): "There is no group \(id). Look at groups() for those there are."
        case .groupNotEmpty(let id):
            "The group \(id) has members. Close them, or wait until their sessions are over."
        case .groupSubscribed(let id):
            "A member of the group \(id) subscribes to such a topic. Close it, or leave its offsets."
        case .unknownPartition(let partition):
            "There is no partition \(partition). Check the topic's name and its partitions."
        case .refused(let reason): "The broker refused: \(reason)."
        }
    }
}

/// Makes topics, looks at the cluster, and takes care of its consumer groups.
public final class Admin: Sendable {
    let connection: any BrokerConnection

    package init(connection: any BrokerConnection) {
        self.connection = connection
    }

    /// - Throws: `AdminError`.
    public func createTopic(
        _ name: String, partitions: Int,
        configuration: TopicConfiguration = TopicConfiguration()
    ) async throws {
        let request = CreateTopic(
            name: name, partitions: partitions, configuration: configuration)
        let error = try await asking {
            try await connection.createTopic(request)
        }
        switch error {
        case nil: return
        case .topicAlreadyExists: throw AdminError.topicExists(name)
        case .invalidTopic: throw AdminError.invalidTopic(name)
        case .invalidPartitions: throw AdminError.invalidPartitions(partitions)
        case .some(let error): throw AdminError.refused(error.advice)
        }
    }

    /// Deletes a topic, its records, and what groups have committed for it.
    ///
    /// - Throws: `AdminError`.
    public func deleteTopic(_ name: String) async throws {
        let error = try await asking {
            try await connection.outcome(of: .deleteTopic(DeleteTopic(name: name)))
        }
        switch error {
        case nil: return
        case .unknownTopicOrPartition: throw AdminError.unknownTopic(name)
        case .some(let error): throw AdminError.refused(error.advice)
        }
    }

    /// Moves the start of a partition's log to `offset`, nil being its end: what lies before it
    /// can't be read any more. Returns where the log begins now.
    ///
    /// - Throws: `AdminError`.
    @discardableResult
    public func deleteRecords(
        in partition: TopicPartition, before offset: Int64?
    ) async throws -> Int64 {
        let request = DeleteRecords(partition: partition, offset: offset ?? -1)
        let answer = try await asking {
            try await connection.deleteRecords(request)
        }
        switch answer.error {
        case nil: return answer.logStartOffset
        case .unknownTopicOrPartition: throw AdminError.unknownTopic(partition.topic)
        case .offsetOutOfRange: throw AdminError.offsetOutOfRange(partition, request.offset)
        case .some(let error): throw AdminError.refused(error.advice)
        }
    }

    func asking<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        try await replacingConnectionError(by: AdminError.timedOut, body)
    }

    /// How many partitions each topic has, without the broker's internal ones.
    public func topics() async throws -> [String: Int] {
        let answer = try await asking {
            try await connection.metadata(FetchMetadata())
        }
        return Dictionary(
            answer.topics.filter { !$0.isInternal }.compactMap { topic in
                topic.partitions.map { (topic.name, $0) }
            },
            uniquingKeysWith: { first, _ in first })
    }
}
