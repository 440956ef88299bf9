public import EventBroker
public import EventLog

/// A group, as a list shows it.
public struct GroupListing: Hashable, Sendable {
    public let id: String
    public let state: GroupState
}

/// A group with its members.
public struct GroupDescription: Hashable, Sendable {
    /// A member, and what it reads; nothing while the group rebalances.
    public struct Member: Hashable, Sendable {
        public let id: String
        public let clientID: String
        /// Of a static member.
        public let groupInstanceID: String?
        public let partitions: [TopicPartition]
    }

    public let id: String
    public let state: GroupState
    /// How often its members have been counted anew.
    public let generation: Int
    /// By which its partitions are shared out; nil without members.
    public let assignor: Assignor?
    /// In the order in which they joined, the leader first.
    public let members: [Member]
}

/// Where a group is to go on in a partition.
public enum OffsetTarget: Hashable, Sendable {
    case earliest
    case latest
    /// At the first record that isn't older; the end if there is none.
    case time(Timestamp)
    case offset(Int64)
}

/// What `kafka-consumer-groups` does.
extension Admin {
    /// The groups in these states, or all, sorted by id.
    ///
    /// - Throws: `AdminError`.
    public func groups(in states: GroupState...) async throws -> [GroupListing] {
        let answer = try await asking {
            try await connection.listGroups(ListGroups(states: states))
        }
        return answer.groups.map { GroupListing(id: $0.id, state: $0.state) }
    }

    /// - Throws: `AdminError.unknownGroup`, `.timedOut`.
    public func describeGroup(_ id: String) async throws -> GroupDescription {
        let answer = try await asking {
            try await connection.describeGroup(DescribeGroup(groupID: id))
        }
        try check(answer.error, group: id)
        return GroupDescription(
            id: id, state: answer.state, generation: Int(answer.generation),
            assignor: Assignor(rawValue: answer.assignor),
            members: answer.members.map { member in
                GroupDescription.Member(
                    id: member.id, clientID: member.clientID,
                    groupInstanceID: member.groupInstanceID, partitions: member.partitions)
            })
    }

    /// What the group has committed: the next offset to read, per partition. Empty without such a
    /// group.
    public func committedOffsets(of group: String) async throws -> [TopicPartition: Int64] {
        let answer = try await asking {
            try await connection.fetchOffsets(OffsetFetch(groupID: group, partitions: []))
        }
        return Dictionary(
            uniqueKeysWithValues: answer.offsets.map { ($0.partition, $0.offset) })
    }

    /// How many offsets the group is behind the end, per partition that it has committed for. Not
    /// every offset need hold a record: compaction and transactions leave gaps.
    public func lag(of group: String) async throws -> [TopicPartition: Int64] {
        var lag: [TopicPartition: Int64] = [:]
        for (partition, committed) in try await committedOffsets(of: group) {
            lag[partition] = try await offset(at: .latest, in: partition) - committed
        }
        return lag
    }

    /// Lets a group without members go on elsewhere: returns what is committed now.
    ///
    /// A group with members is refused before anything is changed, as Kafka's tool does
    /// (`ConsumerGroupCommand.resetOffsets`); the broker would refuse it too.
    ///
    /// - Throws: `AdminError.groupNotEmpty`, `.unknownPartition`, `.timedOut`.
    @discardableResult
    public func resetOffsets(
        of group: String, in partitions: [TopicPartition], to target: OffsetTarget
    ) async throws -> [TopicPartition: Int64] {
        let state = try await asking {
            try await connection.describeGroup(DescribeGroup(groupID: group))
        }.state
        guard state == .empty || state == .dead else { throw AdminError.groupNotEmpty(group) }
        var offsets: [PartitionOffset] = []
        for partition in partitions {
            offsets.append(PartitionOffset(partition, try await offset(at: target, in: partition)))
        }
        let request = OffsetCommit(groupID: group, offsets: offsets)
        let error = try await asking { try await connection.commitOffsets(request) }
        if error == .unknownMemberID { throw AdminError.groupNotEmpty(group) }
        try check(error, group: group)
        return Dictionary(offsets.map { ($0.partition, $0.offset) }) { _, last in last }
    }

    /// Removes a group without members, and what it has committed.
    ///
    /// - Throws: `AdminError.groupNotEmpty`, `.unknownGroup`, `.timedOut`.
    public func deleteGroup(_ id: String) async throws {
        let error = try await asking { try await connection.deleteGroup(DeleteGroup(groupID: id)) }
        try check(error, group: id)
    }

    /// Forgets what the group has committed for these partitions: who reads them next begins where
    /// its reset policy says.
    ///
    /// - Throws: `AdminError.groupSubscribed`, `.unknownGroup`, `.timedOut`.
    public func deleteOffsets(of group: String, in partitions: [TopicPartition]) async throws {
        let error = try await asking {
            try await connection.deleteOffsets(
                DeleteOffsets(groupID: group, partitions: partitions))
        }
        try check(error, group: group)
    }

    /// Within the log, as Kafka's tool shifts it.
    private func offset(at target: OffsetTarget, in partition: TopicPartition) async throws -> Int64
    {
        switch target {
        case .earliest: return try await offset(.earliest, in: partition)
        case .latest: return try await offset(.latest, in: partition)
        case .time(let moment): return try await offset(.at(moment), in: partition)
        case .offset(let wanted):
            let first = try await offset(.earliest, in: partition)
            return max(first, min(wanted, try await offset(.latest, in: partition)))
        }
    }

    private func offset(
        _ spec: ListOffsets.Spec, in partition: TopicPartition
    ) async throws -> Int64 {
        let answer = try await asking {
            try await connection.listOffsets(ListOffsets(partition: partition, spec: spec))
        }
        guard answer.error == nil else { throw AdminError.unknownPartition(partition) }
        return answer.offset
    }

    private func check(_ error: ErrorCode?, group: String) throws {
        switch error {
        case nil: return
        case .groupIDNotFound: throw AdminError.unknownGroup(group)
        case .nonEmptyGroup: throw AdminError.groupNotEmpty(group)
        case .groupSubscribedToTopic: throw AdminError.groupSubscribed(group)
        case .some(let error): throw AdminError.refused(error.advice)
        }
    }
}
