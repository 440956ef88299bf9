import EventBroker
import EventLog

/// The classic group protocol from the member's side (Kafka's `AbstractCoordinator` and
/// `ConsumerCoordinator`), eager: partitions are given up before joining.
extension Consumer {
    enum Departure {
        case revoked
        case lost
    }

    func heartbeatIfDue() async throws {
        guard membership.isMember, let groupID = options.groupID else { return }
        let last = membership.lastHeartbeat ?? connection.now
        let elapsed = connection.now.milliseconds - last.milliseconds
        guard elapsed >= options.heartbeatInterval.inMilliseconds else { return }
        membership.lastHeartbeat = connection.now
        let error = try await connection.heartbeat(
            Heartbeat(
                groupID: groupID, memberID: membership.memberID,
                generation: membership.generation))
        switch error {
        case .rebalanceInProgress: membership.needsToJoin = true
        case .unknownMemberID: membership.forget()
        case .illegalGeneration: membership.generationIsStale()
        default: break
        }
    }

    func rejoin() async throws {
        guard case .topics(let topics) = reading, let groupID = options.groupID else { return }
        try await giveUpPartitions(membership.hasLostPartitions ? .lost : .revoked)
        membership.hasLostPartitions = false
        while true {
            guard let joined = try await join(groupID, topics) else { continue }
            guard let partitions = try await sync(groupID, joined) else { continue }
            return try await begin(with: partitions)
        }
    }

    func giveUpPartitions(_ departure: Departure) async throws {
        let partitions = positions.partitions
        guard !partitions.isEmpty else { return }
        if departure == .revoked, options.autoCommit { await commitAutomatically() }
        switch departure {
        case .revoked: try await onRevoked?(partitions)
        case .lost: try await onLost?(partitions)
        }
        positions.assign([])
        buffer = []
    }

    func leaveGroup() async throws {
        guard let groupID = options.groupID else { return }
        _ = try await connection.leaveGroup(
            LeaveGroup(groupID: groupID, memberID: membership.memberID))
        membership = Membership()
    }

    /// Nil where the join must be tried again.
    private func join(_ groupID: String, _ topics: [String]) async throws -> JoinGroup.Response? {
        let answer = try await connection.joinGroup(
            JoinGroup(
                groupID: groupID, memberID: membership.memberID, clientID: connection.clientID,
                sessionTimeoutMilliseconds: options.sessionTimeout.inMilliseconds,
                rebalanceTimeoutMilliseconds: options.maxPollInterval.inMilliseconds,
                assignors: [
                    .init(
                        name: options.assignor.rawValue,
                        subscription: Subscription(topics: topics))
                ]))
        switch answer.error {
        case nil:
            membership.memberID = answer.memberID
            membership.generation = answer.generation
            keepAlive()
            return answer
        case .memberIDRequired:
            membership.memberID = answer.memberID
            keepAlive()
        case .unknownMemberID, .illegalGeneration: membership = Membership(needsToJoin: true)
        case .rebalanceInProgress, .coordinatorNotAvailable: break
        case .some(let error): throw ConsumerError.refused("\(error)")
        }
        return nil
    }

    /// Nil where the group has moved on and the join begins anew.
    private func sync(
        _ groupID: String, _ joined: JoinGroup.Response
    ) async throws -> [TopicPartition]? {
        var assignments: [SyncGroup.Assignment] = []
        if joined.leaderID == joined.memberID {
            assignments = try await computeAssignments(for: joined.members)
        }
        let answer = try await connection.syncGroup(
            SyncGroup(
                groupID: groupID, memberID: joined.memberID, generation: joined.generation,
                assignments: assignments))
        switch answer.error {
        case nil: return answer.partitions
        case .unknownMemberID: membership = Membership(needsToJoin: true)
        case .illegalGeneration: membership.generation = -1
        case .rebalanceInProgress, .coordinatorNotAvailable: break
        case .some(let error): throw ConsumerError.refused("\(error)")
        }
        return nil
    }

    /// The group's leader is a client: it computes who reads what, for all.
    private func computeAssignments(
        for members: [JoinGroup.Member]
    ) async throws -> [SyncGroup.Assignment] {
        let topics = Set(members.flatMap(\.subscription.topics)).sorted()
        let metadata = try await connection.metadata(FetchMetadata(topics: topics))
        var partitions: [String: Int] = [:]
        for topic in metadata.topics { partitions[topic.name] = topic.partitions }
        return options.assignor.assign(members: members, partitions: partitions)
    }

    private func begin(with partitions: [TopicPartition]) async throws {
        membership.needsToJoin = false
        membership.lastHeartbeat = connection.now
        positions.assign(partitions)
        try await onAssigned?(positions.partitions)
    }

    private func keepAlive() {
        connection.keepAlive(
            memberID: membership.memberID,
            until: connection.now.advanced(byMilliseconds: options.maxPollInterval.inMilliseconds))
    }
}
