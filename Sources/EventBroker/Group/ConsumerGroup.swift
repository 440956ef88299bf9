import EventLog

/// One consumer group: Kafka's classic group protocol as a state machine without tasks or clock.
///
/// Semantics are those of `GroupMetadataManager.java` and `ClassicGroup.java`. There is no group in the state Dead: that is Kafka's short time between a group's
/// removal and the last reference to it, and nothing here refers to a removed group.
///
/// Where a rebalance can answer several parked requests at once, the answers are appended to
/// `replies`, in the order in which the members joined the group.
struct ConsumerGroup: Hashable, Sendable {
    let id: String
    let options: Broker.Options
    var state = GroupState.empty
    /// Counts the join phases that have ended.
    var generation: Int32 = 0
    /// Of this generation; empty without members.
    var assignor = ""
    /// In the order in which they joined.
    var members: [Member] = []
    var pendingMembers: [PendingMember] = []
    /// Only while the group is PreparingRebalance.
    var joinPhase: JoinPhase?
    /// By when every member must have sent its SyncGroup for this generation; nil if all have.
    var syncDeadline: Timestamp?
    var offsets = CommittedOffsets()
    /// When its last member went; nil with members, before the first one, and where nobody asks.
    var emptySince: Timestamp?

    init(id: String, options: Broker.Options) {
        self.id = id
        self.options = options
    }

    /// The member that has been in the group longest: it leads until it goes. Empty without members.
    var leaderID: String { members.first?.id ?? "" }

    func index(ofMember id: String) -> Int? {
        members.firstIndex { $0.id == id }
    }

    func index(ofInstance id: String) -> Int? {
        members.firstIndex { $0.groupInstanceID == id }
    }

    /// The checks that SyncGroup, Heartbeat and OffsetCommit have in common, in Kafka's order.
    func check(memberID: String, groupInstanceID: String?, generation: Int32) -> ErrorCode? {
        if let error = check(memberID: memberID, groupInstanceID: groupInstanceID) { return error }
        return generation == self.generation ? nil : .illegalGeneration
    }

    /// `ClassicGroup.validateMember`: an instance id belongs to the member that joined with it last.
    func check(memberID: String, groupInstanceID: String?) -> ErrorCode? {
        guard let groupInstanceID else {
            return index(ofMember: memberID) == nil ? .unknownMemberID : nil
        }
        guard let index = index(ofInstance: groupInstanceID) else { return .unknownMemberID }
        return members[index].id == memberID ? nil : .fencedInstanceID
    }

    /// As Kafka does, partitions are told only of a stable group.
    func description() -> DescribeGroup.Response {
        let described = members.map { member in
            DescribeGroup.Member(
                id: member.id, groupInstanceID: member.groupInstanceID, clientID: member.clientID,
                partitions: state == .stable ? member.assignment : [])
        }
        return DescribeGroup.Response(
            state: state, generation: generation, assignor: assignor, members: described)
    }
}
