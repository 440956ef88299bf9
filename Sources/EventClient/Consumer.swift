public import EventBroker
import EventLog

/// Reads records, alone or as a member of a consumer group.
///
/// Like Kafka's consumer it is not thread-safe, so it is not Sendable: one task polls, commits and
/// seeks. Only `wakeup` may come from elsewhere, through `wakeupHandle`.
///
/// Two numbers per partition matter. The *position* is in memory: the next offset that `poll` hands
/// out. The *committed* offset is at the broker: where the group goes on after a crash or a
/// rebalance (Kafka's `KafkaConsumer`, "Offsets and Consumer Position").
public final class Consumer {
    /// Called from within `poll`, as in Kafka.
    public typealias RebalanceCallback = ([TopicPartition]) async throws -> Void

    let connection: any BrokerConnection
    package let options: ConsumerOptions

    enum Reading {
        case nothing
        case topics([String])
        case partitions
    }

    var reading = Reading.nothing
    var positions = PartitionPositions()
    var membership = Membership()
    var onAssigned: RebalanceCallback?
    var onRevoked: RebalanceCallback?
    var onLost: RebalanceCallback?
    /// Fetched and not yet handed out, in the order of the fetch.
    var buffer: [ConsumerRecord] = []
    var nextAutoCommit: Timestamp?
    var isClosed = false
    let wakeups = WakeupHandle.Flag()

    package init(connection: any BrokerConnection, options: ConsumerOptions) {
        self.connection = connection
        self.options = options
    }

    /// Joins the group at the next `poll` and shares these topics' partitions with its members.
    ///
    /// The callbacks run inside `poll`: `onAssigned` after partitions came, `onRevoked` before they
    /// go (the last chance to commit), `onLost` when they already belong to others (a commit would
    /// be refused). Without `onLost`, `onRevoked` is called in its place, as in Kafka.
    ///
    /// - Throws: `ConsumerError.noGroup`, `.closed`.
    public func subscribe(
        to topics: [String], onAssigned: RebalanceCallback? = nil,
        onRevoked: RebalanceCallback? = nil, onLost: RebalanceCallback? = nil
    ) async throws {
        try checkOpen()
        guard options.groupID != nil else { throw ConsumerError.noGroup }
        self.onAssigned = onAssigned
        self.onRevoked = onRevoked
        self.onLost = onLost ?? onRevoked
        reading = .topics(topics.sorted())
        membership.needsToJoin = true
    }

    /// Reads exactly these partitions, outside any group's rebalancing.
    public func assign(_ partitions: [TopicPartition]) async throws {
        try checkOpen()
        reading = .partitions
        buffer = []
        positions.assign(partitions)
    }

    /// The partitions that this consumer reads now, sorted.
    public var assignment: [TopicPartition] { positions.partitions }

    /// The next offset that `poll` will hand out, looked up if need be.
    public func position(of partition: TopicPartition) async throws -> Int64 {
        guard positions.contains(partition) else { throw ConsumerError.notAssigned(partition) }
        try await resolvePositions()
        guard let position = positions.position(of: partition) else {
            throw ConsumerError.noOffset(partition)
        }
        return position
    }

    /// Moves the position; nothing is committed.
    public func seek(to offset: Int64, in partition: TopicPartition) throws {
        guard positions.move(partition, to: offset) else {
            throw ConsumerError.notAssigned(partition)
        }
        buffer.removeAll { $0.topicPartition == partition }
    }

    /// Stops fetching from these partitions. `poll` must still be called; no rebalance follows.
    public func pause(_ partitions: [TopicPartition]) {
        positions.setPaused(partitions, true)
    }

    public func resume(_ partitions: [TopicPartition]) {
        positions.setPaused(partitions, false)
    }

    /// Commits if automatic commit is on, gives the partitions back and leaves the group at once,
    /// so that others need not wait for the session timeout.
    public func close() async throws {
        guard !isClosed else { return }
        if membership.isMember {
            try await giveUpPartitions(.revoked)
            try await leaveGroup()
        } else if options.autoCommit {
            try await commit()
        }
        isClosed = true
    }

    func checkOpen() throws {
        if isClosed { throw ConsumerError.closed }
    }
}
