import EventLog

/// Static members (KIP-345): who comes back with the instance id of a member takes its place.
extension ConsumerGroup {
    /// Takes a static member's JoinGroup without member id: it is new, or has been started again.
    /// It needs no second JoinGroup, since its instance id tells a repeated one from a new member.
    mutating func joinStatically(
        _ request: JoinGroup, as memberID: String, _ id: RequestID, _ now: Timestamp,
        _ replies: inout [Broker.Reply]
    ) {
        guard supportsAny(of: request.assignors) else {
            let response = JoinGroup.Response(error: .inconsistentGroupProtocol)
            return replies.append(Broker.Reply(id: id, response: .joinGroup(response)))
        }
        let (known, leaderBefore) = (request.groupInstanceID.flatMap(index(ofInstance:)), leaderID)
        let index = known ?? add(request, as: memberID, now: now)
        if known != nil { replace(memberAt: index, by: memberID, request, now, &replies) }
        if known != nil, state == .stable, assignor == mostVotedAssignor() {
            // The generation goes on with the assignment that there is. A leader must not share out
            // anew, so it is told of no members and of a leader that is no more, as before
            // JoinGroup v9.
            var response = joinResponse(toMemberAt: index)
            (response.leaderID, response.members) = (leaderBefore, [])
            return replies.append(Broker.Reply(id: id, response: .joinGroup(response)))
        }
        park(.join(id), forMemberAt: index, replies: &replies)
        rebalanceOrEndJoinPhase(now: now, replies: &replies)
    }

    /// A JoinGroup with a member id and an instance id: the two must belong together.
    func refusal(ofStatic request: JoinGroup) -> ErrorCode? {
        check(memberID: request.memberID, groupInstanceID: request.groupInstanceID)
    }

    /// Whoever had the place is fenced from now on.
    private mutating func replace(
        memberAt index: Int, by memberID: String, _ request: JoinGroup, _ now: Timestamp,
        _ replies: inout [Broker.Reply]
    ) {
        release(memberAt: index, with: .fencedInstanceID, replies: &replies)
        members[index].id = memberID
        members[index].update(request)
        members[index].renewSession(now: now)
    }
}
