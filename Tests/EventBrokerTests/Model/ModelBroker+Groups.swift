import EventBroker
import EventLog

extension ModelBroker {
    mutating func join(_ request: JoinGroup, id: RequestID, now: Timestamp) {
        func refuse(_ error: ErrorCode) {
            answers[id] = .joinGroup(JoinGroup.Response(error: error, memberID: request.memberID))
        }
        if request.groupID.isEmpty { return refuse(.invalidGroupID) }
        guard options.sessionTimeoutMilliseconds.contains(request.sessionTimeoutMilliseconds)
        else { return refuse(.invalidSessionTimeout) }
        if request.memberID.isEmpty {
            memberIDsGiven += 1
            let name = "\(request.groupInstanceID ?? request.clientID)-\(memberIDsGiven)"
            groups[request.groupID, default: ModelGroup(options: options)]
                .joinWithoutID(request, newID: name, id: id, now: now)
        } else if groups[request.groupID] == nil {
            refuse(.unknownMemberID)
        } else {
            groups[request.groupID]!.join(request, id: id, now: now)
        }
    }

    mutating func sync(_ request: SyncGroup, id: RequestID, now: Timestamp) {
        if groups[request.groupID] == nil {
            answers[id] = .syncGroup(SyncGroup.Response(error: absence(of: request.groupID)))
        } else {
            groups[request.groupID]!.sync(request, id: id, now: now)
        }
    }

    mutating func heartbeat(_ request: Heartbeat, now: Timestamp) -> ErrorCode? {
        groups[request.groupID] == nil
            ? absence(of: request.groupID)
            : groups[request.groupID]!.heartbeat(request, now: now)
    }

    mutating func leave(_ request: LeaveGroup, now: Timestamp) -> ErrorCode? {
        groups[request.groupID] == nil
            ? absence(of: request.groupID) : groups[request.groupID]!.leave(request, now: now)
    }

    func describe(_ groupID: String) -> DescribeGroup.Response {
        guard let group = groups[groupID] else {
            return DescribeGroup.Response(error: .groupIDNotFound)
        }
        return DescribeGroup.Response(
            state: group.state, generation: group.generation, assignor: group.assignor,
            members: group.members.map { member in
                DescribeGroup.Member(
                    id: member.id, groupInstanceID: member.instance, clientID: member.client,
                    partitions: group.state == .stable ? member.assignment : [])
            })
    }

    func list(_ request: ListGroups) -> ListGroups.Response {
        let wanted = groups.filter {
            request.states.isEmpty || request.states.contains($0.value.state)
        }
        return ListGroups.Response(
            groups: wanted.keys.sorted().map { ListGroups.Group(id: $0, state: groups[$0]!.state) })
    }

    mutating func delete(_ request: DeleteGroup) -> ErrorCode? {
        guard let group = groups[request.groupID] else {
            return request.groupID.isEmpty ? .invalidGroupID : .groupIDNotFound
        }
        guard group.state == .empty else { return .nonEmptyGroup }
        groups[request.groupID] = nil
        return nil
    }

    mutating func deleteOffsets(_ request: DeleteOffsets) -> ErrorCode? {
        guard let group = groups[request.groupID] else {
            return request.groupID.isEmpty ? .invalidGroupID : .groupIDNotFound
        }
        let subscribed = group.subscriptions.flatMap(\.subscription.topics)
        guard !request.partitions.contains(where: { subscribed.contains($0.topic) }) else {
            return .groupSubscribedToTopic
        }
        for place in request.partitions { groups[request.groupID]!.committed[place] = nil }
        return nil
    }

    mutating func commit(_ request: OffsetCommit, now: Timestamp) -> ErrorCode? {
        if request.offsets.contains(where: { self[$0.partition] == nil }) {
            return .unknownTopicOrPartition
        }
        if request.generation >= 0, groups[request.groupID] == nil { return .groupIDNotFound }
        return groups[request.groupID, default: ModelGroup(options: options)]
            .commit(request, now: now)
    }

    func refusal(ofTransactional request: OffsetCommit) -> ErrorCode? {
        guard let group = groups[request.groupID] else {
            return request.generation < 0 ? nil : .illegalGeneration
        }
        if request.generation < 0, request.memberID.isEmpty || group.state == .empty { return nil }
        return group.refusal(
            of: request.memberID, request.groupInstanceID, generation: request.generation)
    }

    /// No partitions asks for all. An open transaction may yet change what is committed.
    func committed(_ request: OffsetFetch) -> OffsetFetch.Response {
        let known = groups[request.groupID]?.committed ?? [:]
        let places = request.partitions.isEmpty ? known.keys.sorted() : request.partitions
        let isUnstable = transactions.values.contains { transaction in
            let pending = transaction.offsets[request.groupID] ?? [:]
            return places.contains { pending[$0] != nil }
        }
        return OffsetFetch.Response(
            offsets: places.map { PartitionOffset($0, known[$0] ?? -1) },
            error: isUnstable ? .unstableOffsetCommit : nil)
    }

    private func absence(of groupID: String) -> ErrorCode {
        groupID.isEmpty ? .invalidGroupID : .unknownMemberID
    }
}
