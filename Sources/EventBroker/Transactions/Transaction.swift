import EventLog

/// A transactional id, its producer, and the producer's transaction (Kafka's
/// `TransactionMetadata`).
struct Transaction: Hashable, Sendable {
    /// What a group's offsets become if the transaction commits.
    struct GroupOffsets: Hashable, Sendable {
        let groupID: String
        var offsets: [PartitionOffset] = []
    }

    let transactionalID: String
    var producer: ProducerIdentity
    /// The epoch before this one, if the producer itself asked for the change; else -1.
    var lastEpoch: Int16 = -1
    var timeoutMilliseconds: Int64
    private(set) var state = TransactionState.empty
    /// In the order in which they were added.
    private(set) var partitions: [TopicPartition] = []
    private(set) var groups: [GroupOffsets] = []
    private(set) var startedAt: Timestamp?
    private(set) var changedAt: Timestamp

    init(
        transactionalID: String, producer: ProducerIdentity, timeoutMilliseconds: Int64,
        now: Timestamp
    ) {
        self.transactionalID = transactionalID
        self.producer = producer
        self.timeoutMilliseconds = timeoutMilliseconds
        changedAt = now
    }

    /// - Precondition: Kafka knows such a transition.
    mutating func move(to next: TransactionState, now: Timestamp) {
        precondition(next.mayFollow(state), "There is no way from \(state) to \(next).")
        if next == .ongoing, state != .ongoing { startedAt = now }
        if next.isIdle {
            startedAt = nil
            partitions = []
            groups = []
        }
        state = next
        changedAt = now
    }

    mutating func add(_ added: [TopicPartition]) {
        for partition in added where !partitions.contains(partition) {
            partitions.append(partition)
        }
    }

    mutating func add(groupID: String) {
        guard !groups.contains(where: { $0.groupID == groupID }) else { return }
        groups.append(GroupOffsets(groupID: groupID))
    }

    /// The last offset given for a partition counts.
    mutating func add(_ added: [PartitionOffset], of groupID: String) {
        guard let index = groups.firstIndex(where: { $0.groupID == groupID }) else { return }
        for offset in added {
            groups[index].offsets.removeAll { $0.partition == offset.partition }
            groups[index].offsets.append(offset)
        }
    }

    /// Whether there were any.
    mutating func forgetOffsets(in partitions: [TopicPartition]) -> Bool {
        var hasChanged = false
        for index in groups.indices {
            let kept = groups[index].offsets.filter { !partitions.contains($0.partition) }
            hasChanged = hasChanged || kept.count < groups[index].offsets.count
            groups[index].offsets = kept
        }
        return hasChanged
    }

    mutating func tellTimes(from now: Timestamp) {
        startedAt = startedAt?.told(from: now)
        changedAt = changedAt.told(from: now)
    }

    /// Whether the group's offset of a partition depends on how this transaction ends.
    func decides(_ groupID: String, _ partitions: [TopicPartition]) -> Bool {
        groups.contains { group in
            group.groupID == groupID
                && group.offsets.contains { partitions.contains($0.partition) }
        }
    }

    /// A transaction that was read back as it was written.
    init(
        _ head: Transaction, state: TransactionState, partitions: [TopicPartition],
        groups: [GroupOffsets], startedAt: Timestamp?
    ) {
        self = head
        self.state = state
        self.partitions = partitions
        self.groups = groups
        self.startedAt = startedAt
    }
}
