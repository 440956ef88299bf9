import EventLog

/// What the broker writes down of its topics, a record each: the last one for a name counts.
enum TopicEntry: Hashable, Sendable {
    case topic(String, partitions: Int, TopicConfiguration)
    /// A tombstone: the topic was deleted.
    case deleted(String)
}

extension TopicEntry {
    /// The topic that holds the records; its name is that of the log in which KRaft keeps them.
    static let topic = "__cluster_metadata"

    private static let version: Int16 = 0

    func record(at moment: Timestamp) -> Record {
        switch self {
        case .topic(let name, let partitions, let configuration):
            var writer = FieldWriter()
            writer.write(Self.version)
            writer.write(Int32(partitions))
            writer.write(configuration.cleanupPolicy.rawValue)
            writer.write(configuration.retention?.wholeMilliseconds ?? -1)
            writer.write(Int64(configuration.retentionBytes ?? -1))
            writer.write(configuration.minCompactionLag.wholeMilliseconds)
            writer.write(Int64(configuration.maxMessageBytes ?? -1))
            writer.write(configuration.timestampType.rawValue)
            return Record(timestamp: moment, key: Array(name.utf8), value: writer.bytes)
        case .deleted(let name):
            return Record(timestamp: moment, key: Array(name.utf8), value: nil)
        }
    }

    /// Nil if the record is none of these, whatever it holds.
    init?(_ record: Record, maxPartitions: Int) {
        guard let name = record.key.flatMap({ String(validating: $0, as: UTF8.self) }),
            Topic.isValid(name: name)
        else { return nil }
        guard let value = record.value else {
            self = .deleted(name)
            return
        }
        var reader = FieldReader(value)
        guard let version: Int16 = reader.read(), version == Self.version,
            let partitions: Int32 = reader.read(), (1...maxPartitions).contains(Int(partitions)),
            let configuration = TopicConfiguration(from: &reader), reader.isAtEnd
        else { return nil }
        self = .topic(name, partitions: Int(partitions), configuration)
    }
}

extension TopicConfiguration {
    fileprivate init?(from reader: inout FieldReader) {
        guard let policy = reader.readText().flatMap(CleanupPolicy.init(rawValue:)),
            let retention: Int64 = reader.read(), let retentionBytes: Int64 = reader.read(),
            let lag: Int64 = reader.read(), lag >= 0, let maxMessageBytes: Int64 = reader.read(),
            let timestampType = reader.readText().flatMap(TimestampType.init(rawValue:))
        else { return nil }
        cleanupPolicy = policy
        self.retention = retention < 0 ? nil : .milliseconds(retention)
        self.retentionBytes = retentionBytes < 0 ? nil : Int(retentionBytes)
        minCompactionLag = .milliseconds(lag)
        self.maxMessageBytes = maxMessageBytes < 0 ? nil : Int(maxMessageBytes)
        self.timestampType = timestampType
    }
}
