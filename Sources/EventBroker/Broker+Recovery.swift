package import EventLog

extension Broker {
    /// A broker on a disk. It goes on where the one before has stopped or was killed: it has its
    /// topics and records, knows each partition's producers, and completes what a transaction had
    /// decided.
    ///
    /// - Throws: `LogFileError` if a log can't be read, `DataFolderError`.
    /// - Parameter now: nil for a clock that goes on where the last record was written.
    package init(
        options: Options = Options(), on storage: DiskStorage, now: Timestamp? = nil
    ) throws {
        var options = options
        options.keepsInternalTopics = true
        var topics = try Topic.internalNames.filter(storage.holds).map { name in
            try RecoveredTopic(
                name, partitions: 1, TopicConfiguration.ofInternalTopics, on: storage)
        }
        if let metadata = topics.first(where: { $0.name == TopicEntry.topic })?.logs.first {
            topics += try Self.topics(in: metadata, maxPartitions: options.maxPartitionsPerTopic)
                .map { try RecoveredTopic($0.name, partitions: $0.partitions, $0.2, on: storage) }
        }
        try self.init(options: options, recovering: topics, on: storage, now: now)
    }

    /// The topics that are there, in the order of their making.
    private static func topics(
        in metadata: PartitionStore, maxPartitions: Int
    ) throws -> [(name: String, partitions: Int, TopicConfiguration)] {
        var topics: [(name: String, partitions: Int, TopicConfiguration)] = []
        try metadata.forEachBatch { batch in
            for record in (try? batch.records()) ?? [] {
                switch TopicEntry(record, maxPartitions: maxPartitions) {
                case .topic(let name, let partitions, let configuration):
                    let entry = (name, partitions, configuration)
                    if let index = topics.firstIndex(where: { $0.name == name }) {
                        topics[index] = entry
                    } else {
                        topics.append(entry)
                    }
                case .deleted(let name): topics.removeAll { $0.name == name }
                case nil: continue
                }
            }
        }
        return topics
    }

    /// A topic whose logs have outlasted their broker.
    struct RecoveredTopic {
        var name: String
        var configuration = TopicConfiguration()
        /// By partition.
        var logs: [PartitionStore]
    }

    /// A broker that goes on where the one that wrote these logs has stopped.
    init(
        options: Options = Options(), recovering topics: [RecoveredTopic],
        on storage: DiskStorage? = nil, now: Timestamp? = nil
    ) throws {
        self.init(options: options)
        self.topics = try Topics(options: options, recovering: topics, on: storage)
        if let batches = try Self.batches(of: TransactionEntry.topic, in: topics) {
            transactions = TransactionCoordinator(options: options, replaying: batches)
        }
        groups = GroupCoordinator(
            recovering: try Self.batches(of: GroupRecord.topic, in: topics) ?? [],
            options: options, now: now ?? latestTimestamp ?? Timestamp(milliseconds: 0))
        transactions.producerIDs.pass(self.topics.largestProducerID)
        resetDeadline()
    }

    private static func batches(
        of name: String, in topics: [RecoveredTopic]
    ) throws(PartitionStore.ReadFailure) -> [RecordBatch]? {
        guard let log = topics.first(where: { $0.name == name })?.logs.first else { return nil }
        var batches: [RecordBatch] = []
        try log.forEachBatch { batches.append($0) }
        return batches
    }

    /// How many records have been written to its topics, its own left out, whether or not they are
    /// still there.
    package var recordsEverAppended: Int {
        topics.topics.lazy.filter { !$0.isInternal }.flatMap(\.partitions)
            .reduce(0) { $0 + Int($1.log.endOffset) }
    }

    /// Of all records that it has, those of its own topics included; nil if there are none. A clock
    /// that is turned by hand goes on from there.
    package var latestTimestamp: Timestamp? {
        topics.topics.flatMap(\.partitions).compactMap(\.latestTimestamp).max()
    }
}

extension Broker.RecoveredTopic {
    fileprivate init(
        _ name: String, partitions: Int, _ configuration: TopicConfiguration,
        on storage: DiskStorage
    ) throws {
        self.name = name
        self.configuration = configuration
        logs = try (0..<partitions).map { number in
            PartitionStore(
                try storage.log(
                    of: TopicPartition(name, number), options: configuration.logOptions))
        }
    }
}

extension Topics {
    fileprivate init(
        options: Broker.Options, recovering topics: [Broker.RecoveredTopic],
        on storage: DiskStorage?
    ) throws {
        self.init(options: options, storage: storage)
        for topic in topics {
            self.topics.append(
                Topic(
                    name: topic.name,
                    partitions: try topic.logs.map { try Partition(recovering: $0) },
                    configuration: topic.configuration))
        }
        countBytes()
    }

    fileprivate var largestProducerID: Int64 {
        topics.flatMap(\.partitions).compactMap(\.producers.largestProducerID).max() ?? -1
    }
}
