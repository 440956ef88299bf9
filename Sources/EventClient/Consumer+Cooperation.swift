import EventBroker

/// Incremental cooperative rebalancing (KIP-429): a member goes on reading what it keeps, and gives
/// up only what moves.
extension Consumer {
    /// Kafka's rule: only if all assignors of the list can do it.
    private var isCooperative: Bool { options.assignors.allSatisfy { $0 == .cooperativeSticky } }

    /// Eagerly everything is given up; cooperatively, what is subscribed to no more.
    func prepareToJoin(_ topics: [String]) async throws {
        guard isCooperative, !membership.hasLostPartitions else {
            return try await giveUpPartitions()
        }
        await commitAutomatically()
        let unsubscribed = positions.partitions.filter { !topics.contains($0.topic) }
        guard !unsubscribed.isEmpty else { return }
        defer { drop(unsubscribed) }
        connection.givesUp(unsubscribed, lost: false)
        try await onRevoked?(unsubscribed)
    }

    /// The end of a rebalance in which partitions were kept. Both callbacks run, even if the first one
    /// throws; `poll` then throws what it threw.
    func changeOver(
        from owned: [TopicPartition], to partitions: [TopicPartition]
    ) async throws {
        let revoked = Set(owned).subtracting(partitions).sorted()
        var outcome = Result<Void, any Error>.success(())
        if !revoked.isEmpty {
            membership.needsToJoin = true
            connection.givesUp(revoked, lost: false)
            do { try await onRevoked?(revoked) } catch { outcome = .failure(error) }
            drop(revoked)
        }
        positions.assign(partitions)
        do {
            try await onAssigned?(Set(partitions).subtracting(owned).sorted())
        } catch {
            outcome = outcome.flatMap { .failure(error) }
        }
        try outcome.get()
    }

    /// What the assignor is told of this member.
    func subscription(to topics: [String], for assignor: Assignor) -> Subscription {
        let owned: [TopicPartition]
        switch assignor {
        case .range, .roundRobin: return Subscription(topics: topics)
        case .sticky: owned = lastAssignment.partitions
        case .cooperativeSticky: owned = positions.partitions
        }
        // Of the generation that gave them: one that has begun since, and has given nothing, would
        // make an old claim look new.
        return Subscription(
            topics: topics, ownedPartitions: owned,
            generation: owned.isEmpty ? -1 : lastAssignment.generation)
    }

    func remember(_ partitions: [TopicPartition]) {
        guard options.assignors.contains(where: \.isSticky) else { return }
        lastAssignment = LastAssignment(
            partitions: partitions, generation: membership.generation)
    }

    var fenced: ConsumerError { .fencedInstance(options.groupInstanceID ?? "") }

    private func drop(_ partitions: [TopicPartition]) {
        let kept = Set(positions.partitions).subtracting(partitions)
        positions.assign(Array(kept))
        buffer.removeAll { !kept.contains($0) }
    }
}
