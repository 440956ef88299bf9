import EventLog

extension ConsumerGroup {
    /// Refused by member and generation alone: that a member owns the partitions isn't checked, and
    /// an offset may be lower than the committed one.
    mutating func commit(_ request: OffsetCommit, now: Timestamp) -> ErrorCode? {
        if let error = refusal(of: request) { return error }
        offsets.store(request.offsets, at: options.keepsTimes ? now : nil)
        renewSession(of: request.memberID, now: now)
        return nil
    }

    func committed(_ request: OffsetFetch) -> OffsetFetch.Response {
        OffsetFetch.Response(
            offsets: request.partitions.isEmpty
                ? offsets.all : request.partitions.map { PartitionOffset($0, offsets[$0]) })
    }

    /// `ClassicGroup.validateOffsetCommit`. Without generation the commit is that of a consumer
    /// that assigns its partitions itself: only a group without members takes it.
    private func refusal(of request: OffsetCommit) -> ErrorCode? {
        if request.generation < 0, state == .empty { return nil }
        if request.generation < 0, request.memberID.isEmpty, request.groupInstanceID == nil {
            return .unknownMemberID
        }
        let error = check(
            memberID: request.memberID, groupInstanceID: request.groupInstanceID,
            generation: request.generation)
        if let error { return error }
        return state == .completingRebalance ? .rebalanceInProgress : nil
    }
}
