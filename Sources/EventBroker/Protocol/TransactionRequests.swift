package import EventLog

/// Takes partitions into the producer's transaction, and begins it if there is none.
package struct AddPartitionsToTxn: Codable, Hashable, Sendable {
    package var transactionalID: String
    package var producer: ProducerIdentity
    package var partitions: [TopicPartition]

    package init(transactionalID: String, producer: ProducerIdentity, partitions: [TopicPartition])
    {
        self.transactionalID = transactionalID
        self.producer = producer
        self.partitions = partitions
    }
}

/// Takes a group's offsets into the producer's transaction, and begins it if there is none.
package struct AddOffsetsToTxn: Codable, Hashable, Sendable {
    package var transactionalID: String
    package var producer: ProducerIdentity
    package var groupID: String

    package init(transactionalID: String, producer: ProducerIdentity, groupID: String) {
        self.transactionalID = transactionalID
        self.producer = producer
        self.groupID = groupID
    }
}

/// Commits offsets for a group as a part of the transaction: they count once it is committed.
package struct TxnOffsetCommit: Codable, Hashable, Sendable {
    package var transactionalID: String
    package var producer: ProducerIdentity
    /// Group, member, generation and offsets; the generation fences who is no member (KIP-447).
    package var commit: OffsetCommit

    package init(transactionalID: String, producer: ProducerIdentity, commit: OffsetCommit) {
        self.transactionalID = transactionalID
        self.producer = producer
        self.commit = commit
    }
}

/// Ends the producer's transaction.
package struct EndTxn: Codable, Hashable, Sendable {
    package var transactionalID: String
    package var producer: ProducerIdentity
    package var commits: Bool

    package init(transactionalID: String, producer: ProducerIdentity, commits: Bool) {
        self.transactionalID = transactionalID
        self.producer = producer
        self.commits = commits
    }
}
