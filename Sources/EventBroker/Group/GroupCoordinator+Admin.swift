import EventLog

/// What operators ask for (`kafka-consumer-groups`), and what happens to groups by themselves.
extension GroupCoordinator {
    func list(_ request: ListGroups) -> ListGroups.Response {
        let listed = groups.filter { request.states.isEmpty || request.states.contains($0.state) }
            .map { ListGroups.Group(id: $0.id, state: $0.state) }
        return ListGroups.Response(groups: listed.sorted { $0.id < $1.id })
    }

    /// `ClassicGroup.validateDeleteGroup`.
    mutating func delete(_ request: DeleteGroup) -> ErrorCode? {
        guard let index = groups.firstIndex(where: { $0.id == request.groupID }) else {
            return request.groupID.isEmpty ? .invalidGroupID : .groupIDNotFound
        }
        guard groups[index].state == .empty else { return .nonEmptyGroup }
        remember(forgetting: groups.remove(at: index))
        return nil
    }

    /// As Kafka's OffsetDelete, which answers for each partition; here a request has one answer.
    mutating func deleteOffsets(_ request: DeleteOffsets) -> ErrorCode? {
        guard let index = groups.firstIndex(where: { $0.id == request.groupID }) else {
            return request.groupID.isEmpty ? .invalidGroupID : .groupIDNotFound
        }
        let subscribed = groups[index].subscribedTopics
        guard request.partitions.allSatisfy({ !subscribed.contains($0.topic) }) else {
            return .groupSubscribedToTopic
        }
        groups[index].offsets.forget(request.partitions)
        remember(forgetting: request.partitions, of: request.groupID)
        return nil
    }

    /// How often offsets are looked through (`offsets.retention.check.interval.ms`).
    static let expiryCheckInterval: Int64 = 600_000

    /// A commit begins the checks; they end when nothing is left that could expire.
    mutating func awaitExpiry(now: Timestamp) {
        guard options.offsetsRetentionMilliseconds != nil, nextExpiryCheck == nil else { return }
        nextExpiryCheck = now.advanced(byMilliseconds: Self.expiryCheckInterval)
    }

    mutating func expireOffsetsIfDue(now: Timestamp) {
        guard let retention = options.offsetsRetentionMilliseconds, let due = nextExpiryCheck,
            due <= now
        else { return }
        nextExpiryCheck = nil
        for index in groups.indices {
            let expired = groups[index].expiredOffsets(now: now, retention: retention)
            guard !expired.isEmpty else { continue }
            groups[index].offsets.forget(expired)
            remember(forgetting: expired, of: groups[index].id)
        }
        for group in groups where group.isToBeForgotten { remember(forgetting: group) }
        groups.removeAll { $0.isToBeForgotten }
        if groups.contains(where: { !$0.offsets.isEmpty }) { awaitExpiry(now: now) }
    }
}

extension ConsumerGroup {
    var subscribedTopics: Set<String> {
        Set(members.flatMap { $0.subscription(for: assignor)?.topics ?? [] })
    }

    /// `ClassicGroup.offsetExpirationCondition`: counted from when the last member went, or for a
    /// group that never had one, and in a stable group for topics that nobody subscribes to any
    /// more, from the commit.
    func expiredOffsets(now: Timestamp, retention: Int64) -> [TopicPartition] {
        guard state == .empty || state == .stable else { return [] }
        let subscribed = subscribedTopics
        return offsets.entries.filter { entry in
            guard let since = emptySince ?? entry.time else { return false }
            return now.milliseconds - since.milliseconds >= retention
                && !subscribed.contains(entry.offset.partition.topic)
        }.map(\.offset.partition)
    }

    /// Nothing is left of it. One that waits for its first member's second request is not.
    var isToBeForgotten: Bool { state == .empty && offsets.isEmpty && pendingMembers.isEmpty }
}
