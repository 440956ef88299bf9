extension Broker {
    /// What an operator would write into a broker's configuration.
    package struct Options: Hashable, Sendable {
        /// How long the first rebalance of an empty group waits for more members
        /// (`group.initial.rebalance.delay.ms`, 3,000 in Kafka). With 0 it doesn't wait at all.
        package var initialRebalanceDelayMilliseconds: Int64 = 0

        /// `group.min.session.timeout.ms` and `group.max.session.timeout.ms`.
        package var sessionTimeoutMilliseconds: ClosedRange<Int64> = 6_000...1_800_000

        /// How long the first JoinGroup of a member may be parked before the member is taken for
        /// gone: it can't heartbeat yet. A constant in Kafka.
        package var newMemberJoinTimeoutMilliseconds: Int64 = 300_000

        /// `offsets.retention.minutes`, 7 days in Kafka: how long a group without members keeps what
        /// it has committed. Nil keeps it for ever.
        package var offsetsRetentionMilliseconds: Int64?

        /// `message.max.bytes`: 1 MiB and a batch's first 12 bytes.
        package var maxBatchBytes = 1_048_588

        /// Kafka sets no such limit; a learner who types one zero too many is told so.
        package var maxPartitionsPerTopic = 1_000

        /// How many bytes all logs together may hold; nil is no limit. Kafka's brokers keep their logs
        /// on disks, and one that is full ends in the same answer: KAFKA_STORAGE_ERROR.
        package var maxLogBytes: Int?

        /// `producer.id.expiration.ms`.
        package var producerIDExpirationMilliseconds: Int64 = 86_400_000

        /// `transactional.id.expiration.ms`.
        package var transactionalIDExpirationMilliseconds: Int64 = 604_800_000

        /// `transaction.max.timeout.ms`.
        package var maxTransactionTimeoutMilliseconds: Int64 = 900_000

        /// How long after the decision to end it a transaction's markers are written. In Kafka they
        /// need a request to every partition's leader; with 0 they are there at once.
        package var transactionMarkerDelayMilliseconds: Int64 = 0

        /// How often records are looked for that are too old or hidden by newer ones
        /// (`log.retention.check.interval.ms`, 300,000 in Kafka); nil keeps all records.
        package var cleaningIntervalMilliseconds: Int64?

        /// Whether what the broker itself has to remember (topics, groups and their commits,
        /// transactions) is kept in topics of its own, so that it outlasts the broker. One that never
        /// restarts, as a simulation's, need not pay for it.
        package var keepsInternalTopics = false

        /// Whether `takeEvents` tells what happened.
        package var isWatched = false

        package init() {}

        /// Whether it matters when something was committed. A broker to which it doesn't need not
        /// tell two states apart by it.
        var keepsTimes: Bool { offsetsRetentionMilliseconds != nil || keepsInternalTopics }
    }
}

extension Broker.Options {
    /// Brokers that are compared have the same options: a hash need not tell them apart.
    package func hash(into hasher: inout Hasher) {}
}
