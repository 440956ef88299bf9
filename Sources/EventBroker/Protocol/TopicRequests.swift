package import EventLog

package struct CreateTopic: Codable, Hashable, Sendable {
    package var name: String
    package var partitions: Int
    package var configuration: TopicConfiguration

    package init(
        name: String, partitions: Int, configuration: TopicConfiguration = TopicConfiguration()
    ) {
        self.name = name
        self.partitions = partitions
        self.configuration = configuration
    }
}

/// Deletes a topic with all its records.
package struct DeleteTopic: Codable, Hashable, Sendable {
    package var name: String

    package init(name: String) {
        self.name = name
    }
}

/// Lets a topic grow. Records stay where they are, so from then on a key may have two partitions.
package struct CreatePartitions: Codable, Hashable, Sendable {
    package var name: String
    /// How many there are to be, more than there are.
    package var partitions: Int

    package init(name: String, partitions: Int) {
        self.name = name
        self.partitions = partitions
    }
}

/// Asks how many partitions topics have; no names means all topics.
package struct FetchMetadata: Codable, Hashable, Sendable {
    package var topics: [String]

    package init(topics: [String] = []) {
        self.topics = topics
    }

    package struct Topic: Codable, Hashable, Sendable {
        package var name: String
        /// Nil where there is no topic of that name.
        package var partitions: Int?
        /// Written by the broker alone.
        package var isInternal: Bool { TopicPartition.isInternal(topic: name) }

        package init(name: String, partitions: Int?) {
            self.name = name
            self.partitions = partitions
        }
    }

    package struct Response: Codable, Hashable, Sendable {
        /// In the order asked for; all topics come sorted by name.
        package var topics: [Topic]

        package init(topics: [Topic]) {
            self.topics = topics
        }
    }
}

package struct Produce: Codable, Hashable, Sendable {
    package var partition: TopicPartition
    package var batch: RecordBatch
    /// Whose transaction the batch belongs to, if it belongs to one.
    package var transactionalID: String?

    package init(partition: TopicPartition, batch: RecordBatch, transactionalID: String? = nil) {
        self.partition = partition
        self.batch = batch
        self.transactionalID = transactionalID
    }

    package struct Response: Codable, Hashable, Sendable {
        package var error: ErrorCode?
        /// The offset of the batch's first record; -1 with an error.
        package var baseOffset: Int64
        /// When it was appended, where the topic's records bear that time.
        package var appendTime: Timestamp?

        package init(
            error: ErrorCode? = nil, baseOffset: Int64 = -1, appendTime: Timestamp? = nil
        ) {
            self.error = error
            self.baseOffset = baseOffset
            self.appendTime = appendTime
        }
    }
}

/// Moves a partition's log start offset: what lies before `offset` can't be read any more.
package struct DeleteRecords: Codable, Hashable, Sendable {
    package var partition: TopicPartition
    /// -1 is the log's end.
    package var offset: Int64

    package init(partition: TopicPartition, offset: Int64) {
        self.partition = partition
        self.offset = offset
    }

    package struct Response: Codable, Hashable, Sendable {
        package var error: ErrorCode?
        /// The first offset that can be read.
        package var logStartOffset: Int64

        package init(error: ErrorCode? = nil, logStartOffset: Int64 = -1) {
            self.error = error
            self.logStartOffset = logStartOffset
        }
    }
}

/// Reads from several partitions at once; parked while there is nothing, for at most `maxWait`.
package struct Fetch: Codable, Hashable, Sendable {
    package var positions: [PartitionOffset]
    package var maxWaitMilliseconds: Int64
    package var maxBytes: Int
    package var maxPartitionBytes: Int
    package var isolation: IsolationLevel

    package init(
        positions: [PartitionOffset], maxWaitMilliseconds: Int64, maxBytes: Int = 52_428_800,
        maxPartitionBytes: Int = 1_048_576, isolation: IsolationLevel = .readUncommitted
    ) {
        self.positions = positions
        self.maxWaitMilliseconds = maxWaitMilliseconds
        self.maxBytes = maxBytes
        self.maxPartitionBytes = maxPartitionBytes
        self.isolation = isolation
    }

    package struct Partition: Codable, Hashable, Sendable {
        package var partition: TopicPartition
        package var error: ErrorCode?
        package var logStartOffset: Int64
        package var highWatermark: Int64
        /// Before it, every transaction has ended.
        package var lastStableOffset: Int64
        /// Whole batches; the first may begin before the offset asked for.
        package var batches: [RecordBatch]
        /// Those of which `batches` may hold records, if the reader is to see none.
        package var aborted: [AbortedTransaction]

        package init(
            partition: TopicPartition, error: ErrorCode? = nil, logStartOffset: Int64 = -1,
            highWatermark: Int64 = -1, lastStableOffset: Int64 = -1,
            batches: [RecordBatch] = [], aborted: [AbortedTransaction] = []
        ) {
            self.partition = partition
            self.error = error
            self.logStartOffset = logStartOffset
            self.highWatermark = highWatermark
            self.lastStableOffset = lastStableOffset
            self.batches = batches
            self.aborted = aborted
        }
    }

    package struct Response: Codable, Hashable, Sendable {
        /// In the order asked for; partitions without news may be left out.
        package var partitions: [Partition]

        package init(partitions: [Partition]) {
            self.partitions = partitions
        }
    }
}

package struct ListOffsets: Codable, Hashable, Sendable {
    package enum Spec: Codable, Hashable, Sendable {
        case earliest
        case latest
        /// The first record at or after that moment; the log's end if there is none.
        case at(Timestamp)
    }

    package var partitions: [TopicPartition]
    package var spec: Spec
    package var isolation: IsolationLevel

    package init(
        partitions: [TopicPartition], spec: Spec, isolation: IsolationLevel = .readUncommitted
    ) {
        self.partitions = partitions
        self.spec = spec
        self.isolation = isolation
    }

    package init(
        partition: TopicPartition, spec: Spec, isolation: IsolationLevel = .readUncommitted
    ) {
        self.init(partitions: [partition], spec: spec, isolation: isolation)
    }

    package struct Response: Codable, Hashable, Sendable {
        /// Kafka answers for each partition; here one that doesn't exist fails the request.
        package var error: ErrorCode?
        /// In the order asked for; none if the request failed.
        package var offsets: [PartitionOffset]

        package init(error: ErrorCode? = nil, offsets: [PartitionOffset] = []) {
            self.error = error
            self.offsets = offsets
        }

        /// Of the only partition that was asked for.
        package var offset: Int64 { offsets.first?.offset ?? -1 }
    }
}
