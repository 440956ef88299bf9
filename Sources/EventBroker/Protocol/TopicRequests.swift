package import EventLog

package struct CreateTopic: Hashable, Sendable {
    package var name: String
    package var partitions: Int

    package init(name: String, partitions: Int) {
        self.name = name
        self.partitions = partitions
    }
}

/// Lets a topic grow. Records stay where they are, so from then on a key may have two partitions.
package struct CreatePartitions: Hashable, Sendable {
    package var name: String
    /// How many there are to be, more than there are.
    package var partitions: Int

    package init(name: String, partitions: Int) {
        self.name = name
        self.partitions = partitions
    }
}

/// Asks how many partitions topics have; no names means all topics.
package struct FetchMetadata: Hashable, Sendable {
    package var topics: [String]

    package init(topics: [String] = []) {
        self.topics = topics
    }

    package struct Topic: Hashable, Sendable {
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

    package struct Response: Hashable, Sendable {
        /// In the order asked for; all topics come sorted by name.
        package var topics: [Topic]

        package init(topics: [Topic]) {
            self.topics = topics
        }
    }
}

package struct Produce: Hashable, Sendable {
    package var partition: TopicPartition
    package var batch: RecordBatch

    package init(partition: TopicPartition, batch: RecordBatch) {
        self.partition = partition
        self.batch = batch
    }

    package struct Response: Hashable, Sendable {
        package var error: ErrorCode?
        /// The offset of the batch's first record; -1 with an error.
        package var baseOffset: Int64

        package init(error: ErrorCode? = nil, baseOffset: Int64 = -1) {
            self.error = error
            self.baseOffset = baseOffset
        }
    }
}

/// Reads from several partitions at once; parked while there is nothing, for at most `maxWait`.
package struct Fetch: Hashable, Sendable {
    package var positions: [PartitionOffset]
    package var maxWaitMilliseconds: Int64
    package var maxBytes: Int
    package var maxPartitionBytes: Int

    package init(
        positions: [PartitionOffset], maxWaitMilliseconds: Int64, maxBytes: Int = 52_428_800,
        maxPartitionBytes: Int = 1_048_576
    ) {
        self.positions = positions
        self.maxWaitMilliseconds = maxWaitMilliseconds
        self.maxBytes = maxBytes
        self.maxPartitionBytes = maxPartitionBytes
    }

    package struct Partition: Hashable, Sendable {
        package var partition: TopicPartition
        package var error: ErrorCode?
        package var logStartOffset: Int64
        package var highWatermark: Int64
        /// Whole batches; the first may begin before the offset asked for.
        package var batches: [RecordBatch]

        package init(
            partition: TopicPartition, error: ErrorCode? = nil, logStartOffset: Int64 = -1,
            highWatermark: Int64 = -1, batches: [RecordBatch] = []
        ) {
            self.partition = partition
            self.error = error
            self.logStartOffset = logStartOffset
            self.highWatermark = highWatermark
            self.batches = batches
        }
    }

    package struct Response: Hashable, Sendable {
        /// In the order asked for; partitions without news may be left out.
        package var partitions: [Partition]

        package init(partitions: [Partition]) {
            self.partitions = partitions
        }
    }
}

package struct ListOffsets: Hashable, Sendable {
    package enum Spec: Hashable, Sendable {
        case earliest
        case latest
        /// The first record at or after that moment; the log's end if there is none.
        case at(Timestamp)
    }

    package var partition: TopicPartition
    package var spec: Spec

    package init(partition: TopicPartition, spec: Spec) {
        self.partition = partition
        self.spec = spec
    }

    package struct Response: Hashable, Sendable {
        package var error: ErrorCode?
        package var offset: Int64

        package init(error: ErrorCode? = nil, offset: Int64 = -1) {
            self.error = error
            self.offset = offset
        }
    }
}
