import EventLog

/// A topic with its partitions, each a log of one replica: what is appended is committed, and the
/// high watermark is the log's end.
struct Topic: Hashable, Sendable {
    let name: String
    let configuration: TopicConfiguration
    /// Whether only the broker itself writes to it.
    let isInternal: Bool
    var partitions: [Partition]

    init(
        name: String, partitions: [Partition], configuration: TopicConfiguration
    ) {
        self.name = name
        self.configuration = configuration
        isInternal = Self.internalNames.contains(name)
        self.partitions = partitions
    }

    /// Those that only the broker itself writes to.
    static let internalNames = [
        TopicEntry.topic, TransactionEntry.topic, GroupRecord.topic,
    ]

    /// Whether the names differ in nothing but dots and underscores, which the names of Kafka's
    /// metrics can't tell apart (`Topic.hasCollision`).
    static func collide(_ one: String, _ other: String) -> Bool {
        one.utf8.elementsEqual(other.utf8) { one, other in
            unified(one) == unified(other)
        }
    }

    private static func unified(_ byte: UInt8) -> UInt8 {
        byte == UInt8(ascii: ".") ? UInt8(ascii: "_") : byte
    }
}
