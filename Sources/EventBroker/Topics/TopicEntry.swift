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

    /// Version 1 has the segments' age behind all that version 0 has.
    private static let version: Int16 = 1

    func record(at moment: Timestamp) -> Record {
        switch self {
        case .topic(let name, let partitions, let configuration):
            var writer = WireBytes()
            writer.write(Self.version)
            writer.write(Int32(partitions))
            writer.write(configuration.cleanupPolicy.rawValue)
            writer.write(configuration.retention?.inMilliseconds ?? -1)
            writer.write(Int64(configuration.retentionBytes ?? -1))
            writer.write(configuration.minCompactionLag.inMilliseconds)
            writer.write(Int64(configuration.maxMessageBytes ?? -1))
            writer.write(configuration.timestampType.rawValue)
            writer.write(configuration.segment.inMilliseconds)
            return Record(timestamp: moment, key: Array(name.utf8), value: writer.written)
        case .deleted(let name):
            return Record(timestamp: moment, key: Array(name.utf8), value: nil)
        }
    }

    /// Nil if the record is none of these, whatever it holds.
    init?(_ record: Record, maxPartitions: Int) {
        guard let name = record.key.flatMap({ String(validating: $0, as: UTF8.self) }),
            DataFolder.Partition.isValid(topic: name)
        else { return nil }
        guard let value = record.value else {
            self = .deleted(name)
            return
        }
        var reader = WireReader(value)
        guard let version: Int16 = reader.number(), (0...Self.version).contains(version),
            let partitions: Int32 = reader.number(), (1...maxPartitions).contains(Int(partitions)),
            let configuration = TopicConfiguration(version, from: &reader), reader.isAtEnd
        else { return nil }
        self = .topic(name, partitions: Int(partitions), configuration)
    }
}

extension TopicConfiguration {
    fileprivate init?(_ version: Int16, from reader: inout WireReader) {
        guard let policy = reader.text().flatMap(CleanupPolicy.init(rawValue:)),
            let retention: Int64 = reader.number(), let retentionBytes: Int64 = reader.number(),
            let lag: Int64 = reader.number(), lag >= 0,
            let maxMessageBytes: Int64 = reader.number(),
            let timestampType = reader.text().flatMap(TimestampType.init(rawValue:))
        else { return nil }
        cleanupPolicy = policy
        self.retention = retention < 0 ? nil : .milliseconds(retention)
        self.retentionBytes = retentionBytes < 0 ? nil : Int(retentionBytes)
        minCompactionLag = .milliseconds(lag)
        self.maxMessageBytes = maxMessageBytes < 0 ? nil : Int(maxMessageBytes)
        self.timestampType = timestampType
        guard version > 0 else { return }
        guard let segment: Int64 = reader.number(), segment > 0 else { return nil }
        self.segment = .milliseconds(segment)
    }
}
