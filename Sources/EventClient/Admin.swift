import EventBroker

/// What can go wrong at an admin client.
public enum AdminError: Error, Hashable, Sendable {
    /// No answer came in time. A topic may have been made, or may yet.
    case timedOut
    case topicExists(String)
    case invalidTopic(String)
    case invalidPartitions(Int)
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
            "\(name) is no topic name: use letters, digits, '.', '_' and '-', at most 249 of them."
        case .invalidPartitions(let count):
            "A topic can't have \(count) partitions. Ask for at least 1 and at most 1,000."
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

    /// - Throws: `AdminError`.
    public func createTopic(_ name: String, partitions: Int) async throws {
        let request = CreateTopic(name: name, partitions: partitions)
        let error = try await replacingConnectionError(by: AdminError.timedOut) {
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

    /// How many partitions each topic has.
    public func topics() async throws -> [String: Int] {
        let answer = try await replacingConnectionError(by: AdminError.timedOut) {
            try await connection.metadata(FetchMetadata())
        }
        return Dictionary(
            answer.topics.compactMap { topic in topic.partitions.map { (topic.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}
