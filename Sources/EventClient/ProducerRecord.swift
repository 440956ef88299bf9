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

    /// The bytes of key and value: what it takes of a batch, more or less.
    var payloadSize: Int { (key?.count ?? 0) + (value?.count ?? 0) }
}

/// When a record was given to its producer.
struct SendingMoment {
    let now: Timestamp
    /// When its delivery is given up.
    let deadline: Timestamp
}

/// Where an acknowledged record lies.
public struct RecordMetadata: Hashable, Sendable {
    public let topicPartition: TopicPartition
    public let offset: Int64
    public let timestamp: Timestamp

    public var topic: String { topicPartition.topic }
    public var partition: Int { topicPartition.partition }
}
