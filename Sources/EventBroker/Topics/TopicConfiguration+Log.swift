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
        options.retentionMilliseconds = retention?.wholeMilliseconds
        options.retentionBytes = retentionBytes
        return options
    }
}

extension Duration {
    var wholeMilliseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000_000_000) }
}
