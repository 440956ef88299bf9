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
    /// Called from within `poll`, as in Kafka. What it throws, `poll` throws; it is not called
    /// again for the same partitions.
    public typealias RebalanceCallback = ([TopicPartition]) async throws -> Void

    enum Reading: Equatable {
        case nothing
        /// Sorted.
        case topics([String])
        case partitions
    }

    let connection: any BrokerConnection
    package let options: ConsumerOptions
    /// In milliseconds: they are asked for in each poll, and to divide a `Duration` takes its time.
    let heartbeatInterval: Int64
    let maxPollInterval: Int64

    var reading = Reading.nothing
    var positions = PartitionPositions()
    var membership = Membership()
    var lastAssignment = LastAssignment()
    var onAssigned: RebalanceCallback?
    var onRevoked: RebalanceCallback?
    var onLost: RebalanceCallback?
    var buffer = RecordBuffer()
    var nextAutoCommit: Timestamp?
    /// Of the topics whose partitions were last shared out.
    var topicsVersion: Int
    let wakeups = WakeupHandle.Flag()
    private var isClosed = false

    package init(connection: any BrokerConnection, options: ConsumerOptions) {
        self.connection = connection
        self.options = options
        topicsVersion = connection.topicsVersion
        heartbeatInterval = options.heartbeatInterval.inMilliseconds
        maxPollInterval = options.maxPollInterval.inMilliseconds
    }

    /// Joins the group at the next `poll` and shares these topics' partitions with its members.
    /// Takes the place of an earlier subscription; without topics it is `unsubscribe`.
    ///
    /// The callbacks run inside `poll`, and at the end in `unsubscribe` or `close`: `onAssigned`
    /// after partitions came, `onRevoked` before they go (the last chance to commit), `onLost` when
    /// they already belong to others (a commit would be refused). Without `onLost`, `onRevoked` is
    /// called in its place, as in Kafka.
    ///
    /// With the assignor `cooperativeSticky` alone they are told of what moves only, and `onAssigned`
    /// also where nothing does; otherwise each rebalance takes all away and gives it anew.
    ///
    /// - Throws: `ConsumerError.noGroup`, `.mixedSubscription`, `.closed`.
    public func subscribe(
        to topics: [String], onAssigned: RebalanceCallback? = nil,
        onRevoked: RebalanceCallback? = nil, onLost: RebalanceCallback? = nil
    ) async throws {
        try checkOpen()
        guard options.groupID != nil else { throw ConsumerError.noGroup }
        if reading == .partitions { throw ConsumerError.mixedSubscription }
        if topics.isEmpty { return try await unsubscribe() }
        self.onAssigned = onAssigned
        self.onRevoked = onRevoked
        self.onLost = onLost ?? onRevoked
        let subscription = Reading.topics(topics.distinctSorted)
        if reading == subscription { return }
        reading = subscription
        membership.needsToJoin = true
    }

    /// Reads exactly these partitions, outside any group's rebalancing. A partition that was
    /// assigned before keeps its position; without partitions it is `unsubscribe`.
    ///
    /// - Throws: `ConsumerError.mixedSubscription`, `.closed`.
    public func assign(_ partitions: [TopicPartition]) async throws {
        try checkOpen()
        if case .topics = reading { throw ConsumerError.mixedSubscription }
        if partitions.isEmpty { return try await unsubscribe() }
        await commitAutomatically()
        reading = .partitions
        positions.assign(partitions)
        buffer.removeAll { !positions.contains($0) }
    }

    /// A subscribed topic has other partitions than were shared out: joins again in the next poll,
    /// as Kafka's consumer does when it has refreshed its metadata.
    package func topicsHaveChanged() {
        if case .topics = reading { membership.needsToJoin = true }
    }

    /// The partitions that this consumer reads now, sorted.
    public var assignment: [TopicPartition] { positions.partitions }

    /// The positions that are known, without asking the broker.
    package var knownPositions: [PartitionOffset] { positions.known }

    /// Reads nothing any more: as `close`, but the consumer may subscribe again.
    public func unsubscribe() async throws {
        try checkOpen()
        try await stopReading()
    }

    /// Commits if automatic commit is on, gives the partitions back and leaves the group at once,
    /// so that others need not wait for the session timeout.
    ///
    /// - Throws: What `onRevoked` or `onLost` throws; the consumer is closed all the same.
    public func close() async throws {
        guard !isClosed else { return }
        defer { isClosed = true }
        try await stopReading()
    }

    private func stopReading() async throws {
        defer { reading = .nothing }
        guard case .topics = reading else {
            await commitAutomatically()
            return dropPartitions()
        }
        do {
            try await giveUpPartitions()
        } catch {
            await leaveGroup()
            throw error
        }
        await leaveGroup()
    }

    func checkOpen() throws {
        if isClosed { throw ConsumerError.closed }
    }
}
