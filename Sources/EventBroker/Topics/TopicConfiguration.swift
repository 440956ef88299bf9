/// What Kafka lets one configure per topic; the defaults are Kafka's.
public struct TopicConfiguration: Codable, Hashable, Sendable {
    /// What becomes of old records (`cleanup.policy`).
    public enum CleanupPolicy: String, Codable, Hashable, Sendable {
        /// They go when they are too old or too many.
        case delete
        /// Of each key the last record stays.
        case compact
        case compactAndDelete = "compact,delete"

        public var compacts: Bool { self != .delete }
    }

    /// Whose clock a record's timestamp is read from (`message.timestamp.type`).
    public enum TimestampType: String, Codable, Hashable, Sendable {
        /// The producer's, or what the application gives.
        case createTime = "CreateTime"
        /// The broker's, when it appends.
        case appendTime = "LogAppendTime"
    }

    public var cleanupPolicy = CleanupPolicy.delete
    /// `retention.ms`; nil keeps records however old.
    public var retention: Duration? = .seconds(7 * 24 * 60 * 60)
    /// `retention.bytes`, of each partition; nil is no limit.
    public var retentionBytes: Int?
    /// `segment.ms`: how long a log's newest part takes records, before another one is begun. What is
    /// in the newest part is never compacted.
    public var segment: Duration = .seconds(7 * 24 * 60 * 60)
    /// `min.compaction.lag.ms`: younger records aren't compacted.
    public var minCompactionLag = Duration.zero
    /// `max.message.bytes`: how large a batch may be; nil is the broker's limit.
    public var maxMessageBytes: Int?
    public var timestampType = TimestampType.createTime

    public init() {}
}

extension TopicConfiguration {
    /// A topic's name tells it from others: a hash of what it is like would only take time.
    public func hash(into hasher: inout Hasher) {}
}
