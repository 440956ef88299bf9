package import EventLog

extension Broker {
    /// A topic whose logs have outlasted their broker.
    package struct RecoveredTopic: Sendable {
        package var name: String
        package var configuration: TopicConfiguration
        /// By partition.
        package var logs: [MemoryLog]

        package init(
            name: String, configuration: TopicConfiguration = TopicConfiguration(),
            logs: [MemoryLog]
        ) {
            self.name = name
            self.configuration = configuration
            self.logs = logs
        }
    }

    /// A broker that goes on where the one that wrote these logs has stopped: it knows each
    /// partition's producers, and what had become of transactions.
    package init(options: Options = Options(), recovering topics: [RecoveredTopic]) {
        self.init(options: options)
        self.topics = Topics(options: options, recovering: topics)
        let state = topics.first { $0.name == TransactionEntry.topic }?.logs.first
        transactions = TransactionCoordinator(options: options, replaying: state?.all ?? [])
        transactions.producerIDs.pass(self.topics.largestProducerID)
    }
}

extension Topics {
    fileprivate init(options: Broker.Options, recovering topics: [Broker.RecoveredTopic]) {
        self.init(options: options)
        self.topics = topics.map { topic in
            Topic(
                name: topic.name, partitions: topic.logs.map { Partition(log: $0) },
                configuration: topic.configuration)
        }
        countBytes()
    }

    fileprivate var largestProducerID: Int64 {
        topics.flatMap(\.partitions).compactMap(\.producers.largestProducerID).max() ?? -1
    }
}
