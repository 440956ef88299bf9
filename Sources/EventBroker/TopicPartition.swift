/// One partition of a topic: the unit of order and of ownership.
public struct TopicPartition: Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public var topic: String
    /// Counted from 0.
    public var partition: Int

    public init(_ topic: String, _ partition: Int) {
        self.topic = topic
        self.partition = partition
    }

    public static func < (left: TopicPartition, right: TopicPartition) -> Bool {
        (left.topic, left.partition) < (right.topic, right.partition)
    }

    /// Whether it belongs to a topic that brokers write for themselves, and clients may only read
    /// (Kafka's `Topic.isInternal`).
    package var isInternal: Bool { TopicPartition.isInternal(topic: topic) }

    package static func isInternal(topic: String) -> Bool {
        Topic.internalNames.contains(topic)
    }

    /// As Kafka's tools write it: `orders-1`.
    public var description: String { "\(topic)-\(partition)" }
}

/// An offset in one partition.
package struct PartitionOffset: Codable, Hashable, Sendable {
    package var partition: TopicPartition
    package var offset: Int64

    package init(_ partition: TopicPartition, _ offset: Int64) {
        self.partition = partition
        self.offset = offset
    }
}
