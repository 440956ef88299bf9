package import EventLog

/// Something that the broker did, for whoever watches it: logs, timelines, tests.
package enum BrokerEvent: Hashable, Sendable {
    case topicCreated(String, partitions: Int)
    case topicDeleted(String)
    /// The records from `offset` on are in the log.
    case appended(TopicPartition, offset: Int64, records: Int, by: ProducerIdentity?)
    /// A batch that is in the log came again, and was acknowledged with its first offset.
    case duplicate(TopicPartition, offset: Int64, by: ProducerIdentity)
    case refused(TopicPartition, ErrorCode, by: ProducerIdentity?)
    /// The log begins at `offset` from here on.
    case truncated(TopicPartition, offset: Int64)
    case fetched([TopicPartition])
    /// The member is a part of the generation.
    case joined(group: String, memberID: String, generation: Int32)
    case generationBegan(group: String, generation: Int32)
    case left(group: String, memberID: String)
    /// The coordinator has heard nothing from the member for too long.
    case evicted(group: String, memberID: String)
    case committed(group: String, [PartitionOffset])
    /// A commit of somebody who is no member of the generation.
    case commitRefused(group: String, memberID: String, ErrorCode)
    case producerBegan(transactionalID: String?, ProducerIdentity)
    case transactionBegan(transactionalID: String, ProducerIdentity)
    /// Decided, and the markers are in the log.
    case transactionCommitted(transactionalID: String, ProducerIdentity)
    case transactionAborted(transactionalID: String, ProducerIdentity)
    /// Somebody who acts for a producer whose epoch is over.
    case fenced(transactionalID: String, ProducerIdentity)
}
