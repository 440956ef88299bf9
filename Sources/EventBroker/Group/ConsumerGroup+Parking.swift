extension ConsumerGroup {
    /// Parks a request; an older one of the same member is told to join again. (Kafka never
    /// answers it, but here every request has its answer.)
    mutating func park(
        _ request: Member.Parked, forMemberAt index: Int, replies: inout [Broker.Reply]
    ) {
        release(memberAt: index, with: .rebalanceInProgress, replies: &replies)
        members[index].parked = request
    }

    /// Answers the request that is parked for the member, if there is one, with an error.
    mutating func release(
        memberAt index: Int, with error: ErrorCode, replies: inout [Broker.Reply]
    ) {
        switch members[index].parked {
        case .join(let id?):
            let response = JoinGroup.Response(error: error, memberID: members[index].id)
            replies.append(Broker.Reply(id: id, response: .joinGroup(response)))
        case .sync(let id?):
            replies.append(Broker.Reply(id: id, response: .syncGroup(.init(error: error))))
        case .join(nil), .sync(nil), .nothing:
            break
        }
        members[index].parked = .nothing
    }

    /// The member goes on counting as joined or synced, only nobody gets the answer.
    mutating func forget(_ id: RequestID) {
        for index in members.indices {
            switch members[index].parked {
            case .join(id): members[index].parked = .join(nil)
            case .sync(id): members[index].parked = .sync(nil)
            case .join, .sync, .nothing: continue
            }
        }
    }
}
