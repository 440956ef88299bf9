public import EventBroker
public import EventLog

/// A record as a consumer receives it.
///
/// It shares the memory of the batch that it was fetched in, which lives as long as one of the
/// batch's records does.
public struct ConsumerRecord: Sendable {
    private let batch: FetchedBatch
    private let record: EncodedRecord

    /// - Precondition: `record` is one of the batch's.
    init(_ record: EncodedRecord, of batch: FetchedBatch) {
        self.record = record
        self.batch = batch
    }

    public var topicPartition: TopicPartition { batch.partition }
    public var topic: String { batch.partition.topic }
    public var partition: Int { batch.partition.partition }

    public var offset: Int64 { record.offset }
    public var timestamp: Timestamp { record.timestamp }

    /// The key as UTF-8 text.
    public var key: String? {
        batch.encoded.key(of: record).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A copy of the key's bytes; nil is a record without key.
    public var keyBytes: [UInt8]? { batch.encoded.key(of: record).map(Array.init) }

    /// A copy of the value's bytes; nil is a tombstone.
    public var value: [UInt8]? { batch.encoded.value(of: record).map(Array.init) }

    public var headers: [Header] { batch.encoded.headers(of: record) }
}

extension ConsumerRecord {
    /// The records of a batch from `offset` on.
    package static func records(
        of batch: RecordBatch, in partition: TopicPartition, from offset: Int64 = 0
    ) throws(RecordBatchError) -> [ConsumerRecord] {
        var unread = try FetchedBatch.Unread(batch, in: partition, from: offset)
        var records: [ConsumerRecord] = []
        unread.take(upTo: unread.count, into: &records)
        return records
    }
}

extension ConsumerRecord: Hashable {
    public static func == (one: ConsumerRecord, other: ConsumerRecord) -> Bool {
        one.topicPartition == other.topicPartition && one.offset == other.offset
            && one.timestamp == other.timestamp
            && one.batch.encoded.key(of: one.record) == other.batch.encoded.key(of: other.record)
            && one.batch.encoded.value(of: one.record)
                == other.batch.encoded.value(of: other.record)
            && one.headers == other.headers
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(topicPartition)
        hasher.combine(offset)
    }
}

extension ConsumerRecord: CustomReflectable {
    /// What a learner who prints it wants to see.
    public var customMirror: Mirror {
        let parts: KeyValuePairs<String, Any> = [
            "topicPartition": topicPartition, "offset": offset, "timestamp": timestamp,
            "keyBytes": keyBytes as Any, "value": value as Any, "headers": headers,
        ]
        return Mirror(self, children: parts, displayStyle: .struct)
    }
}
