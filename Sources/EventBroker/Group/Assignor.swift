/// How a group's leader shares the partitions out, by Kafka's names
/// (`partition.assignment.strategy`).
public enum Assignor: String, Hashable, Sendable, CaseIterable {
    /// Topic by topic, a row of neighbouring partitions to each member.
    case range
    /// All partitions of all topics in turn, like cards.
    case roundRobin = "roundrobin"
    /// Evenly, and each member keeps as much as it can of what it had last.
    case sticky
    /// As `sticky`; members go on reading what they keep, and give up only what moves (KIP-429).
    case cooperativeSticky = "cooperative-sticky"
}

extension Assignor {
    /// What each member gets, in the members' order. `partitions` is the number of partitions per
    /// topic; a topic that is missing there is left out.
    package func assign(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        switch self {
        case .range: RangeAssignor.assign(members: members, partitions: partitions)
        case .roundRobin: RoundRobinAssignor.assign(members: members, partitions: partitions)
        case .sticky: StickyAssignor.assign(members: members, partitions: partitions)
        case .cooperativeSticky:
            StickyAssignor.assignCooperatively(members: members, partitions: partitions)
        }
    }

    /// Whether it asks members what they have, or had last.
    package var isSticky: Bool { self == .sticky || self == .cooperativeSticky }
}

extension [JoinGroup.Member] {
    /// Their indices in the order of Kafka's `MemberInfo`: static members first, by instance id,
    /// then the others by member id. A static member has its place back after a restart.
    var inTurn: [Int] {
        if count < 2 { return Array<Int>(indices) }
        return indices.sorted { left, right in
            switch (self[left].groupInstanceID, self[right].groupInstanceID) {
            case (let left?, let right?): left < right
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): self[left].id < self[right].id
            }
        }
    }
}
