import EventLog

extension ConsumerGroup {
    /// Takes a SyncGroup. It is answered at once, or when the leader's arrives.
    mutating func sync(
        _ request: SyncGroup, id: RequestID, now: Timestamp, replies: inout [Broker.Reply]
    ) {
        func answer(_ response: SyncGroup.Response) {
            replies.append(Broker.Reply(id: id, response: .syncGroup(response)))
        }
        if let error = refusal(of: request) {
            return answer(SyncGroup.Response(error: error))
        }
        guard state != .preparingRebalance, let index = index(ofMember: request.memberID) else {
            return answer(SyncGroup.Response(error: .rebalanceInProgress))
        }
        markAsSynced(memberAt: index)
        if state == .stable {
            return answer(SyncGroup.Response(partitions: members[index].assignment))
        }
        park(.sync(id), forMemberAt: index, replies: &replies)
        if request.memberID == leaderID {
            distribute(request.assignments, now: now, replies: &replies)
        }
    }

    private func refusal(of request: SyncGroup) -> ErrorCode? {
        check(
            memberID: request.memberID, groupInstanceID: request.groupInstanceID,
            generation: request.generation)
    }

    /// A rebalance begins before all was distributed: who waits for an assignment joins again.
    mutating func discardAssignments(now: Timestamp, replies: inout [Broker.Reply]) {
        for index in members.indices {
            members[index].assignment = []
            guard case .sync = members[index].parked else { continue }
            release(memberAt: index, with: .rebalanceInProgress, replies: &replies)
            members[index].renewSession(now: now)
        }
    }

    private mutating func markAsSynced(memberAt index: Int) {
        members[index].hasSynced = true
        if members.allSatisfy(\.hasSynced) { syncDeadline = nil }
    }

    /// Makes the group stable. A member that the leader has left out gets nothing.
    private mutating func distribute(
        _ assignments: [SyncGroup.Assignment], now: Timestamp, replies: inout [Broker.Reply]
    ) {
        state = .stable
        for index in members.indices {
            let assigned = assignments.last { $0.memberID == members[index].id }?.partitions ?? []
            members[index].assignment = assigned
            guard case .sync(let id) = members[index].parked else { continue }
            if let id {
                let response = SyncGroup.Response(partitions: assigned)
                replies.append(Broker.Reply(id: id, response: .syncGroup(response)))
            }
            members[index].parked = .nothing
            members[index].renewSession(now: now)
        }
    }
}
