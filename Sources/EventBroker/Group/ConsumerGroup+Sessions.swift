import EventLog

extension ConsumerGroup {
    mutating func heartbeat(_ request: Heartbeat, now: Timestamp) -> ErrorCode? {
        let error = check(
            memberID: request.memberID, groupInstanceID: request.groupInstanceID,
            generation: request.generation)
        if let error { return error }
        renewSession(of: request.memberID, now: now)
        // Kafka's comment promises this answer in CompletingRebalance too; its code says OK.
        return state == .preparingRebalance ? .rebalanceInProgress : nil
    }

    mutating func leave(
        _ request: LeaveGroup, now: Timestamp, replies: inout [Broker.Reply]
    ) -> ErrorCode? {
        if let instance = request.groupInstanceID {
            guard let index = index(ofInstance: instance) else { return .unknownMemberID }
            guard request.memberID.isEmpty || members[index].id == request.memberID else {
                return .fencedInstanceID
            }
            remove(memberAt: index, now: now, replies: &replies)
        } else if let pending = pendingMembers.firstIndex(where: { $0.id == request.memberID }) {
            pendingMembers.remove(at: pending)
            membershipHasShrunk(byMember: false, now: now, replies: &replies)
        } else if let index = index(ofMember: request.memberID) {
            remove(memberAt: index, now: now, replies: &replies)
        } else {
            return .unknownMemberID
        }
        return nil
    }

    /// As `Broker.leave`.
    mutating func leave(memberID: String, now: Timestamp, replies: inout [Broker.Reply]) {
        guard let index = index(ofMember: memberID), members[index].groupInstanceID == nil,
            members[index].parked == .nothing
        else { return }
        remove(memberAt: index, now: now, replies: &replies)
    }

    private mutating func remove(
        memberAt index: Int, now: Timestamp, replies: inout [Broker.Reply]
    ) {
        release(memberAt: index, with: .unknownMemberID, replies: &replies)
        members.remove(at: index)
        membershipHasShrunk(byMember: true, now: now, replies: &replies)
    }

    mutating func renewSession(of memberID: String, now: Timestamp) {
        guard let index = index(ofMember: memberID) else { return }
        members[index].renewSession(now: now)
    }

    /// The moment at which something happens without a request.
    var nextDeadline: Timestamp? {
        var next = earlier(joinPhase?.deadline, syncDeadline)
        for index in pendingMembers.indices {
            next = earlier(next, pendingMembers[index].deadline)
        }
        for index in members.indices {
            next = earlier(next, members[index].expiry)
        }
        return next
    }

    /// Plays what is due at `now`; `lastHeartbeat` as in `Broker.tick`.
    mutating func tick(
        now: Timestamp, lastHeartbeat: (String) -> Timestamp?, replies: inout [Broker.Reply]
    ) {
        guard let due = nextDeadline, due <= now else { return }
        countHeartbeats(now: now, lastHeartbeat: lastHeartbeat)
        expireMembers(now: now, replies: &replies)
        if let deadline = joinPhase?.deadline, deadline <= now {
            joinPhaseIsDue(now: now, replies: &replies)
        }
        if let deadline = syncDeadline, deadline <= now {
            members.removeAll { !$0.hasSynced }
            prepareRebalance(now: now, replies: &replies)
        }
    }

    /// Heartbeats that came without a request count when they matter: at a session's end.
    private mutating func countHeartbeats(
        now: Timestamp, lastHeartbeat: (String) -> Timestamp?
    ) {
        for index in members.indices where !members[index].isNew {
            guard members[index].sessionDeadline <= now else { continue }
            members[index].count(lastHeartbeat(members[index].id))
        }
    }

    private mutating func expireMembers(now: Timestamp, replies: inout [Broker.Reply]) {
        let countBefore = members.count
        pendingMembers.removeAll { $0.deadline <= now }
        for index in members.indices where members[index].isExpired(at: now) {
            release(memberAt: index, with: .unknownMemberID, replies: &replies)
        }
        members.removeAll { $0.isExpired(at: now) }
        let memberHasGone = members.count < countBefore
        membershipHasShrunk(byMember: memberHasGone, now: now, replies: &replies)
    }

    /// Without a member the others must share its partitions; without a pending one, which has
    /// none, at most a join phase needn't wait any longer.
    private mutating func membershipHasShrunk(
        byMember: Bool, now: Timestamp, replies: inout [Broker.Reply]
    ) {
        guard byMember || state == .preparingRebalance else { return }
        rebalanceOrEndJoinPhase(now: now, replies: &replies)
    }
}
