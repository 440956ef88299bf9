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

        /// Whether groups and their commits are also written to the topic `__consumer_offsets`, from
        /// which they are recovered after a restart. A broker that never restarts, as a
        /// simulation's, need not pay for it.
        package var keepsInternalTopics = false

        /// `offsets.retention.minutes`, 7 days in Kafka: how long a group without members keeps what
        /// it has committed. Nil keeps it for ever.
        package var offsetsRetentionMilliseconds: Int64?

        /// `message.max.bytes`: 1 MiB and a batch's first 12 bytes.
        package var maxBatchBytes = 1_048_588

        /// Kafka sets no such limit; a learner who types one zero too many is told so.
        package var maxPartitionsPerTopic = 1_000

        package init() {}

        /// Whether it matters when something was committed. A broker to which it doesn't need not
        /// tell two states apart by it.
        var keepsTimes: Bool { offsetsRetentionMilliseconds != nil || keepsInternalTopics }
    }
}
