import EventLog

extension ConsumerGroup {
    /// Answers a first JoinGroup, which carries no member id yet: the group keeps `memberID` free
    /// for the session timeout and the client joins again with it (KIP-394).
    mutating func reserve(
        _ memberID: String, for request: JoinGroup, now: Timestamp
    ) -> JoinGroup.Response {
        guard supportsAny(of: request.assignors) else {
            return JoinGroup.Response(error: .inconsistentGroupProtocol)
        }
        let deadline = now.advanced(byMilliseconds: request.sessionTimeoutMilliseconds)
        pendingMembers.append(PendingMember(id: memberID, deadline: deadline))
        return JoinGroup.Response(error: .memberIDRequired, memberID: memberID)
    }

    /// Takes a JoinGroup with a member id. It is answered at once, or when the join phase ends.
    mutating func join(
        _ request: JoinGroup, id: RequestID, now: Timestamp, replies: inout [Broker.Reply]
    ) {
        func refuse(_ error: ErrorCode) {
            let response = JoinGroup.Response(error: error, memberID: request.memberID)
            replies.append(Broker.Reply(id: id, response: .joinGroup(response)))
        }
        guard supportsAny(of: request.assignors) else { return refuse(.inconsistentGroupProtocol) }
        if request.groupInstanceID != nil, let error = refusal(ofStatic: request) {
            return refuse(error)
        }
        guard let index = admit(request, now: now) else { return refuse(.unknownMemberID) }
        if needsRebalance(for: request, ofMemberAt: index) {
            members[index].update(request)
            park(.join(id), forMemberAt: index, replies: &replies)
            rebalanceOrEndJoinPhase(now: now, replies: &replies)
        } else {
            let response = BrokerResponse.joinGroup(joinResponse(toMemberAt: index))
            replies.append(Broker.Reply(id: id, response: response))
        }
    }

    /// An empty group takes any assignor, another one a name that all of its members know.
    func supportsAny(of assignors: [JoinGroup.Assignor]) -> Bool {
        assignors.contains { assignor in members.allSatisfy { $0.supports(assignor.name) } }
    }

    /// The member that joins: one of the group's, or now one of them if its id was pending.
    private mutating func admit(_ request: JoinGroup, now: Timestamp) -> Int? {
        guard let pending = pendingMembers.firstIndex(where: { $0.id == request.memberID }) else {
            return index(ofMember: request.memberID)
        }
        pendingMembers.remove(at: pending)
        return add(request, as: request.memberID, now: now)
    }

    mutating func add(_ request: JoinGroup, as memberID: String, now: Timestamp) -> Int {
        joinPhase?.initialDelay?.memberWasAdded = true
        let deadline = now.advanced(byMilliseconds: options.newMemberJoinTimeoutMilliseconds)
        members.append(Member(request, id: memberID, sessionDeadline: deadline))
        return members.count - 1
    }

    /// A member that repeats its JoinGroup may only have missed the answer. From the leader of a
    /// stable group it is the wish for a new assignment.
    private func needsRebalance(for request: JoinGroup, ofMemberAt index: Int) -> Bool {
        let member = members[index]
        let hasChanged = member.isNew || member.assignors != request.assignors
        return switch state {
        case .completingRebalance: hasChanged
        case .stable: hasChanged || index == 0
        case .preparingRebalance, .empty, .dead: true
        }
    }
}
