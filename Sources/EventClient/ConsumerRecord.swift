public import EventBroker
public import EventLog

/// A record as a consumer receives it.
public struct ConsumerRecord: Hashable, Sendable {
    public let topicPartition: TopicPartition
    public let offset: Int64
    public let timestamp: Timestamp
    /// The key's bytes; nil is a record without key.
    public let keyBytes: [UInt8]?
    /// The value's bytes; nil is a tombstone.
    public let value: [UInt8]?
    public let headers: [Header]

    public var topic: String { topicPartition.topic }
    public var partition: Int { topicPartition.partition }

    /// The key as UTF-8 text.
    public var key: String? { keyBytes.map { String(decoding: $0, as: UTF8.self) } }

    package init(_ record: Record, in partition: TopicPartition) {
        topicPartition = partition
        offset = record.offset
        timestamp = record.timestamp
        keyBytes = record.key
        value = record.value
        headers = record.headers
    }
}
