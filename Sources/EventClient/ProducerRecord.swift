public import EventBroker
public import EventLog

/// A record to send.
public struct ProducerRecord: Hashable, Sendable {
    public var topic: String
    /// Nil lets the key choose, or, without a key, the producer.
    public var partition: Int?
    public var key: [UInt8]?
    /// Nil is a tombstone.
    public var value: [UInt8]?
    public var headers: [Header]
    /// Nil is the moment of sending.
    public var timestamp: Timestamp?

    public init(
        topic: String, partition: Int? = nil, key: String? = nil, value: [UInt8]?,
        headers: [Header] = [], timestamp: Timestamp? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key.map { Array($0.utf8) }
        self.value = value
        self.headers = headers
        self.timestamp = timestamp
    }
}

/// Where an acknowledged record lies.
public struct RecordMetadata: Hashable, Sendable {
    public let topicPartition: TopicPartition
    public let offset: Int64
    public let timestamp: Timestamp

    public var topic: String { topicPartition.topic }
    public var partition: Int { topicPartition.partition }
}

/// What can go wrong at a producer.
public enum ProducerError: Error, Hashable, Sendable {
    /// No acknowledgement within the delivery timeout. The record may be in the log, or not.
    case timedOut
    case unknownTopic(String)
    case noSuchPartition(TopicPartition)
    case closed
    case refused(String)

    public var isRetriable: Bool { self == .timedOut }
    public var isFatal: Bool { self == .closed }
}

extension ProducerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut:
            "The broker did not acknowledge in time. The record may or may not be in the log: sending it again may put it there twice."
        case .unknownTopic(let topic):
            "There is no topic \(topic). Check the name, or create the topic."
        case .noSuchPartition(let partition):
            "There is no partition \(partition). Leave it out, and the key chooses one."
        case .closed: "This producer is closed. Make a new one."
        case .refused(let reason): "The broker refused: \(reason)."
        }
    }
}
