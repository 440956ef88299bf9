import EventBroker
import EventLog

/// The classic group protocol from the member's side: Kafka's `AbstractCoordinator` and
/// `ConsumerCoordinator`.
extension Consumer {
    func heartbeatIfDue() async throws {
        guard let last = membership.lastHeartbeat else { return }
        let elapsed = connection.now.milliseconds - last.milliseconds
        guard elapsed >= heartbeatInterval else { return }
        try await heartbeat()
    }

    func heartbeat() async throws {
        guard membership.isMember, let groupID = options.groupID else { return }
        membership.lastHeartbeat = connection.now
        let error = try await connection.heartbeat(
            Heartbeat(
                groupID: groupID, memberID: membership.memberID,
                groupInstanceID: options.groupInstanceID, generation: membership.generation))
        membership.note(error)
    }

    /// Joins, if that is asked for: cooperatively once more where partitions were given up, since only
    /// then they can be given to others.
    func joinIfNeeded() async throws {
        if membership.isFenced { throw fenced }
        while membership.needsToJoin { try await rejoin() }
    }

    private func rejoin() async throws {
        guard case .topics(let topics) = reading, let groupID = options.groupID else { return }
        try await prepareToJoin(topics)
        while true {
            if membership.hasLostPartitions { try await giveUpPartitions() }
            guard let joined = try await join(groupID, topics) else { continue }
            guard let partitions = try await sync(groupID, joined) else { continue }
            return try await begin(with: partitions)
        }
    }

    /// Tells the application, and takes the partitions away even if its callback throws.
    func giveUpPartitions() async throws {
        guard !positions.isEmpty else { return }
        await commitAutomatically()
        defer { dropPartitions() }
        let callback = membership.hasLostPartitions ? onLost : onRevoked
        connection.givesUp(positions.partitions, lost: membership.hasLostPartitions)
        try await callback?(positions.partitions)
    }

    func dropPartitions() {
        positions.assign([])
        buffer = RecordBuffer()
    }

    /// Also from a join that was not waited for, so that the group doesn't wait either. A static
    /// member only stops its heartbeats: started again in time, it has its place back.
    func leaveGroup() async {
        if options.groupInstanceID != nil {
            connection.keepAlive(memberID: membership.memberID, until: connection.now)
        } else if let groupID = options.groupID, !membership.memberID.isEmpty {
            // Without an answer the session timeout does it.
            _ = try? await connection.leaveGroup(
                LeaveGroup(groupID: groupID, memberID: membership.memberID))
        }
        membership = Membership()
    }

    /// Says that the application is alive, until it has not polled for too long.
    func keepAlive() {
        connection.keepAlive(
            memberID: membership.memberID,
            until: connection.now.advanced(byMilliseconds: maxPollInterval))
    }

    /// Nil where the join must be tried again.
    private func join(_ groupID: String, _ topics: [String]) async throws -> JoinGroup.Response? {
        let answer = try await connection.joinGroup(
            JoinGroup(
                groupID: groupID, memberID: membership.memberID,
                groupInstanceID: options.groupInstanceID, clientID: connection.clientID,
                sessionTimeoutMilliseconds: options.sessionTimeout.inMilliseconds,
                rebalanceTimeoutMilliseconds: maxPollInterval,
                assignors: options.assignors.map { assignor in
                    .init(
                        name: assignor.rawValue,
                        subscription: subscription(to: topics, for: assignor))
                }),
            giveUpIf: { isToStopWaiting })
        switch answer.error {
        case nil:
            membership.memberID = answer.memberID
            membership.generation = answer.generation
            keepAlive()
            return answer
        case .memberIDRequired:
            membership.memberID = answer.memberID
            keepAlive()
        case .unknownMemberID, .illegalGeneration: membership = .lost
        case .rebalanceInProgress, .coordinatorNotAvailable: break
        case .some(let error): try refuse(error)
        }
        return nil
    }

    /// Nil where the group has moved on and the join begins anew.
    private func sync(
        _ groupID: String, _ joined: JoinGroup.Response
    ) async throws -> [TopicPartition]? {
        var assignments: [SyncGroup.Assignment] = []
        if joined.leaderID == joined.memberID {
            assignments = try await computeAssignments(joined)
        }
        let answer = try await connection.syncGroup(
            SyncGroup(
                groupID: groupID, memberID: joined.memberID,
                groupInstanceID: options.groupInstanceID, generation: joined.generation,
                assignments: assignments),
            giveUpIf: { isToStopWaiting })
        switch answer.error {
        case nil: return answer.partitions
        case .unknownMemberID: membership = .lost
        case .illegalGeneration: (membership.generation, membership.hasLostPartitions) = (-1, true)
        case .rebalanceInProgress, .coordinatorNotAvailable: break
        case .some(let error): try refuse(error)
        }
        return nil
    }

    private func refuse(_ error: ErrorCode) throws {
        membership.note(error)
        throw error == .fencedInstanceID ? fenced : ConsumerError.refused(error.advice)
    }

    /// The group's leader is a client: it computes who reads what, for all.
    private func computeAssignments(
        _ joined: JoinGroup.Response
    ) async throws -> [SyncGroup.Assignment] {
        guard let assignor = Assignor(rawValue: joined.assignor) else { throw ProtocolViolation() }
        let topics = joined.members.flatMap(\.subscription.topics).distinctSorted
        let metadata = try await connection.metadata(FetchMetadata(topics: topics))
        var partitions: [String: Int] = [:]
        for topic in metadata.topics { partitions[topic.name] = topic.partitions }
        return assignor.assign(members: joined.members, partitions: partitions)
    }

    private func begin(with partitions: [TopicPartition]) async throws {
        membership.needsToJoin = false
        membership.hasLostPartitions = false
        membership.lastHeartbeat = connection.now
        remember(partitions)
        let owned = positions.partitions
        if !owned.isEmpty { return try await changeOver(from: owned, to: partitions) }
        positions.assign(partitions)
        try await onAssigned?(positions.partitions)
    }
}
