import EventBroker

/// What can go wrong at an admin client.
public enum AdminError: Error, Hashable, Sendable {
    case topicExists(String)
    case invalidTopic(String)
    case invalidPartitions(Int)
    case refused(String)
}

extension AdminError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .topicExists(let name): "There is a topic \(name) already."
        case .invalidTopic(let name):
            "\(name) is no topic name: use letters, digits, '.', '_' and '-', at most 249 of them."
        case .invalidPartitions(let count): "A topic can't have \(count) partitions."
        case .refused(let reason): "The broker refused: \(reason)."
        }
    }
}

/// Makes topics and looks at the cluster.
public final class Admin: Sendable {
    private let connection: any BrokerConnection

    package init(connection: any BrokerConnection) {
        self.connection = connection
    }

    public func createTopic(_ name: String, partitions: Int) async throws {
        switch try await connection.createTopic(CreateTopic(name: name, partitions: partitions)) {
        case nil: return
        case .topicAlreadyExists: throw AdminError.topicExists(name)
        case .invalidTopic: throw AdminError.invalidTopic(name)
        case .invalidPartitions: throw AdminError.invalidPartitions(partitions)
        case .some(let error): throw AdminError.refused("\(error)")
        }
    }

    /// How many partitions each topic has.
    public func topics() async throws -> [String: Int] {
        let answer = try await connection.metadata(FetchMetadata())
        return Dictionary(
            answer.topics.compactMap { topic in topic.partitions.map { (topic.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}
