import EventLog

/// The groups of a broker: finds the one a request is for, and answers where there is none.
struct GroupCoordinator: Hashable, Sendable {
    let options: Broker.Options
    /// In the order of their making. They are few: a search among them beats hashing their names.
    var groups: [ConsumerGroup] = []
    var memberIDsGiven = 0
    /// Only where offsets expire at all, and there are some.
    var nextExpiryCheck: Timestamp?
    /// What is yet to be appended to the internal topic, and each group's state as it was last.
    var records: [GroupRecord] = []
    var written: [String: GroupMetadata] = [:]

    init(options: Broker.Options) {
        self.options = options
    }

    mutating func join(
        _ request: JoinGroup, id: RequestID, now: Timestamp, replies: inout [Broker.Reply]
    ) {
        func answer(_ response: JoinGroup.Response) {
            replies.append(Broker.Reply(id: id, response: .joinGroup(response)))
        }
        if let error = invalidity(of: request) {
            answer(JoinGroup.Response(error: error, memberID: request.memberID))
        } else if request.memberID.isEmpty {
            memberIDsGiven += 1
            let memberID = "\(request.groupInstanceID ?? request.clientID)-\(memberIDsGiven)"
            let index = index(ofOrMaking: request.groupID)
            if request.groupInstanceID == nil {
                answer(groups[index].reserve(memberID, for: request, now: now))
            } else {
                groups[index].joinStatically(request, as: memberID, id, now, &replies)
                remember(groupAt: index)
            }
        } else if let index = index(of: request.groupID) {
            groups[index].join(request, id: id, now: now, replies: &replies)
        } else {
            answer(JoinGroup.Response(error: .unknownMemberID, memberID: request.memberID))
        }
    }

    mutating func sync(
        _ request: SyncGroup, id: RequestID, now: Timestamp, replies: inout [Broker.Reply]
    ) {
        if let index = index(of: request.groupID) {
            groups[index].sync(request, id: id, now: now, replies: &replies)
            remember(groupAt: index)
        } else {
            let response = SyncGroup.Response(error: absence(of: request.groupID))
            replies.append(Broker.Reply(id: id, response: .syncGroup(response)))
        }
    }

    mutating func heartbeat(_ request: Heartbeat, now: Timestamp) -> ErrorCode? {
        guard let index = index(of: request.groupID) else { return absence(of: request.groupID) }
        return groups[index].heartbeat(request, now: now)
    }

    mutating func leave(
        _ request: LeaveGroup, now: Timestamp, replies: inout [Broker.Reply]
    ) -> ErrorCode? {
        guard let index = index(of: request.groupID) else { return absence(of: request.groupID) }
        defer { remember(groupAt: index) }
        return groups[index].leave(request, now: now, replies: &replies)
    }

    mutating func leave(memberID: String, now: Timestamp, replies: inout [Broker.Reply]) {
        for index in groups.indices {
            groups[index].leave(memberID: memberID, now: now, replies: &replies)
            remember(groupAt: index)
        }
    }

    /// A consumer that assigns its partitions itself needs no group before its first commit.
    mutating func commit(_ request: OffsetCommit, now: Timestamp) -> ErrorCode? {
        awaitExpiry(now: now)
        guard request.generation < 0 || index(of: request.groupID) != nil else {
            return .groupIDNotFound
        }
        let index = index(ofOrMaking: request.groupID)
        if let error = groups[index].commit(request, now: now) { return error }
        remember(request.offsets, of: request.groupID, now: now)
        return nil
    }

    /// Whether the sender of a transaction's offsets is a member. Unlike a plain commit it may also
    /// come between two generations, or from a sender that says nothing of itself.
    func refusal(ofTransactional request: OffsetCommit) -> ErrorCode? {
        let isAnonymous = request.generation < 0 && request.memberID.isEmpty
        guard let index = index(of: request.groupID) else {
            return request.generation < 0 ? nil : .illegalGeneration
        }
        if isAnonymous || (request.generation < 0 && groups[index].state == .empty) { return nil }
        return groups[index].check(
            memberID: request.memberID, groupInstanceID: request.groupInstanceID,
            generation: request.generation)
    }

    /// Takes the offsets of a transaction that was committed.
    mutating func commitTransactional(
        _ offsets: [PartitionOffset], of groupID: String, now: Timestamp
    ) {
        let index = index(ofOrMaking: groupID)
        let time = options.keepsTimes ? now : nil
        groups[index].offsets.store(offsets, at: time)
        remember(offsets, of: groupID, now: now)
    }

    mutating func expireOffsets(of groupID: String, in partitions: [TopicPartition]) {
        guard let index = index(of: groupID) else { return }
        groups[index].offsets.forget(partitions)
        remember(forgetting: partitions, of: groupID)
    }

    func committed(_ request: OffsetFetch) -> OffsetFetch.Response {
        if let index = index(of: request.groupID) { return groups[index].committed(request) }
        return OffsetFetch.Response(offsets: request.partitions.map { PartitionOffset($0, -1) })
    }

    func describe(_ request: DescribeGroup) -> DescribeGroup.Response {
        guard let index = index(of: request.groupID) else {
            return DescribeGroup.Response(error: .groupIDNotFound)
        }
        return groups[index].description()
    }

    var nextDeadline: Timestamp? {
        var next = nextExpiryCheck
        for index in groups.indices {
            next = earlier(next, groups[index].nextDeadline)
        }
        return next
    }

    /// Plays what is due in every group; `lastHeartbeat` as in `Broker.tick`.
    mutating func tick(
        now: Timestamp, lastHeartbeat: (String) -> Timestamp?, replies: inout [Broker.Reply]
    ) {
        for index in groups.indices {
            groups[index].tick(now: now, lastHeartbeat: lastHeartbeat, replies: &replies)
            remember(groupAt: index)
        }
        expireOffsetsIfDue(now: now)
    }

    /// The request's answer has nobody to go to; its member stays what it is.
    mutating func forget(_ id: RequestID) {
        for index in groups.indices {
            groups[index].forget(id)
        }
    }

    private func index(of groupID: String) -> Int? {
        groups.firstIndex { $0.id == groupID }
    }

    mutating func index(ofOrMaking groupID: String) -> Int {
        if let index = index(of: groupID) { return index }
        groups.append(ConsumerGroup(id: groupID, options: options))
        return groups.count - 1
    }

    private func invalidity(of request: JoinGroup) -> ErrorCode? {
        if request.groupID.isEmpty { return .invalidGroupID }
        let sessionTimeout = request.sessionTimeoutMilliseconds
        let isAllowed = options.sessionTimeoutMilliseconds.contains(sessionTimeout)
        return isAllowed ? nil : .invalidSessionTimeout
    }

    private func absence(of groupID: String) -> ErrorCode {
        groupID.isEmpty ? .invalidGroupID : .unknownMemberID
    }
}
