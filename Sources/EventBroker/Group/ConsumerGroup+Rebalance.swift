import EventLog

extension ConsumerGroup {
    /// The wait for all members to join, while the group is PreparingRebalance.
    struct JoinPhase: Hashable, Sendable {
        var deadline: Timestamp
        /// Only in the first rebalance of an empty group, which ends by its deadline alone.
        var initialDelay: InitialDelay?

        mutating func tellTimes(from now: Timestamp) { deadline = deadline.told(from: now) }
    }

    /// Each member that joins during the delay prolongs it once more, up to the rebalance timeout.
    struct InitialDelay: Hashable, Sendable {
        var remaining: Int64
        var memberWasAdded = false
    }

    /// Kafka's `maybePrepareRebalanceOrCompleteJoin`, after the membership has changed.
    mutating func rebalanceOrEndJoinPhase(now: Timestamp, replies: inout [Broker.Reply]) {
        if state != .preparingRebalance {
            prepareRebalance(now: now, replies: &replies)
        } else if joinPhase?.initialDelay == nil, everyoneHasJoined {
            endJoinPhase(now: now, replies: &replies)
        }
    }

    mutating func prepareRebalance(now: Timestamp, replies: inout [Broker.Reply]) {
        if state == .completingRebalance {
            discardAssignments(now: now, replies: &replies)
        }
        syncDeadline = nil
        let isInitial = state == .empty
        state = .preparingRebalance
        if isInitial, options.initialRebalanceDelayMilliseconds > 0 {
            let remaining = rebalanceTimeout - options.initialRebalanceDelayMilliseconds
            beginInitialDelay(
                of: options.initialRebalanceDelayMilliseconds, then: remaining, now: now)
        } else if isInitial || everyoneHasJoined {
            endJoinPhase(now: now, replies: &replies)
        } else {
            joinPhase = JoinPhase(deadline: now.advanced(byMilliseconds: rebalanceTimeout))
        }
    }

    /// Ends the join phase, or prolongs the initial delay.
    mutating func joinPhaseIsDue(now: Timestamp, replies: inout [Broker.Reply]) {
        if let delay = joinPhase?.initialDelay, delay.memberWasAdded, delay.remaining > 0 {
            let next = min(options.initialRebalanceDelayMilliseconds, delay.remaining)
            beginInitialDelay(of: next, then: delay.remaining - next, now: now)
        } else {
            endJoinPhase(now: now, replies: &replies)
        }
    }

    func joinResponse(toMemberAt index: Int) -> JoinGroup.Response {
        JoinGroup.Response(
            generation: generation, assignor: assignor, leaderID: leaderID,
            memberID: members[index].id, members: index == 0 ? subscriptions() : [])
    }

    private mutating func beginInitialDelay(
        of milliseconds: Int64, then remaining: Int64, now: Timestamp
    ) {
        joinPhase = JoinPhase(
            deadline: now.advanced(byMilliseconds: milliseconds),
            initialDelay: InitialDelay(remaining: max(remaining, 0)))
    }

    /// Begins the next generation with the members that have joined, without the others; but static
    /// ones keep their place until their session is over.
    private mutating func endJoinPhase(now: Timestamp, replies: inout [Broker.Reply]) {
        joinPhase = nil
        members.removeAll { !$0.isJoining && $0.groupInstanceID == nil }
        guard members.isEmpty || someoneLeads() else {
            joinPhase = JoinPhase(deadline: now.advanced(byMilliseconds: rebalanceTimeout))
            return
        }
        generation += 1
        assignor = mostVotedAssignor()
        guard !members.isEmpty else {
            state = .empty
            if options.keepsTimes { emptySince = now }
            return
        }
        emptySince = nil
        state = .completingRebalance
        syncDeadline = now.advanced(byMilliseconds: rebalanceTimeout)
        for index in members.indices {
            if case .join(let id?) = members[index].parked {
                let response = BrokerResponse.joinGroup(joinResponse(toMemberAt: index))
                replies.append(Broker.Reply(id: id, response: response))
            }
            members[index].parked = .nothing
            members[index].isNew = false
            members[index].hasSynced = false
            members[index].renewSession(now: now)
        }
    }

    /// Whether the leader has joined, or else another member, which takes its place. If nobody has,
    /// the wait begins anew.
    private mutating func someoneLeads() -> Bool {
        guard let leader = members.firstIndex(where: \.isJoining) else { return false }
        if leader > 0 { members.insert(members.remove(at: leader), at: 0) }
        return true
    }

    /// Pending ids block the end of the join phase: their members are expected any moment.
    private var everyoneHasJoined: Bool {
        pendingMembers.isEmpty && members.allSatisfy(\.isJoining)
    }

    private var rebalanceTimeout: Int64 {
        members.reduce(0) { max($0, $1.rebalanceTimeout) }
    }

    private func subscriptions() -> [JoinGroup.Member] {
        members.map { member in
            JoinGroup.Member(
                id: member.id, groupInstanceID: member.groupInstanceID,
                subscription: member.subscription(for: assignor) ?? Subscription(topics: []))
        }
    }

    /// Each member votes for the first name in its list that all know. Where Kafka leaves a tie to
    /// chance, the leader's order decides.
    func mostVotedAssignor() -> String {
        guard let leader = members.first else { return "" }
        if let first = leader.assignors.first?.name,
            members.allSatisfy({ $0.assignors.first?.name == first })
        {
            return first
        }
        let candidates = leader.assignors.map(\.name).filter { name in
            members.allSatisfy { $0.supports(name) }
        }
        var votes = Array(repeating: 0, count: candidates.count)
        for member in members {
            let vote = member.assignors.lazy.compactMap { candidates.firstIndex(of: $0.name) }.first
            if let vote { votes[vote] += 1 }
        }
        guard let most = votes.max(), let winner = votes.firstIndex(of: most) else { return "" }
        return candidates[winner]
    }
}
