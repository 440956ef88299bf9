import EventLog

extension TopicConfiguration {
    /// As in Kafka, where the broker's own topics are compacted.
    static let ofInternalTopics = {
        var configuration = TopicConfiguration()
        configuration.cleanupPolicy = .compact
        configuration.retention = nil
        return configuration
    }()

    /// What the partitions' logs need to know of it.
    var logOptions: LogOptions {
        var options = LogOptions()
        options.cleanup =
            switch cleanupPolicy {
            case .delete: .delete
            case .compact: .compact
            case .compactAndDelete: .compactAndDelete
            }
        options.retentionMilliseconds = retention?.inMilliseconds
        options.retentionBytes = retentionBytes
        options.segmentMilliseconds = segment.inMilliseconds
        return options
    }
}
