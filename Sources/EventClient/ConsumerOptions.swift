public import EventBroker

/// Where a consumer starts in a partition for which its group has committed nothing.
public enum OffsetReset: Sendable {
    /// At the oldest record that is still there.
    case earliest
    /// At the next record to come: what was written before is never seen.
    case latest
    /// Nowhere: `poll` throws `ConsumerError.noOffset`.
    case none
}

/// What Kafka's consumer is configured with. The defaults are Kafka's, but for `autoOffsetReset`,
/// `autoCommit` and `sessionTimeout`, where they suit learners: Kafka has latest, on and 45 s.
public struct ConsumerOptions: Sendable {
    public var groupID: String?
    /// Makes the consumer a static member (KIP-345): started again within its session timeout, it
    /// gets its partitions back without a rebalance. `close` doesn't leave the group then, and a
    /// second consumer with the same id fences the first. Nil for a dynamic member.
    public var groupInstanceID: String?
    public var autoOffsetReset = OffsetReset.earliest
    /// Commits positions inside `poll`, before a rebalance and in `close`, every `autoCommitInterval`.
    public var autoCommit = false
    public var autoCommitInterval = Duration.seconds(5)
    /// How many records one `poll` returns at most.
    public var maxPollRecords = 500
    /// How long the application may take between two polls before its member leaves the group,
    /// however alive its process is. A rebalance waits as long for a member to join again.
    public var maxPollInterval = Duration.seconds(300)
    /// How long the coordinator waits for a heartbeat before it takes a member's partitions away.
    public var sessionTimeout = Duration.seconds(10)
    public var heartbeatInterval = Duration.seconds(3)
    /// How the group's partitions may be shared out, in this member's order of preference: members
    /// vote among those that all know. With nothing but `cooperativeSticky`, partitions that stay
    /// are read on during a rebalance. (Kafka's default is range, then cooperative sticky.)
    public var assignors = [Assignor.range]

    /// The assignor of first choice; set, it is the only one.
    public var assignor: Assignor {
        get { assignors.first ?? .range }
        set { assignors = [newValue] }
    }
    /// Whether records of open and of aborted transactions are seen.
    public var isolationLevel = IsolationLevel.readUncommitted
    /// How long to wait before a request is made again that came too early.
    public var retryBackoff = Duration.milliseconds(100)

    public init(groupID: String? = nil) {
        self.groupID = groupID
    }
}
