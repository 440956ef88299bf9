/// How a group's leader shares the partitions out, by Kafka's names.
public enum Assignor: String, Hashable, Sendable {
    case range
}

extension Assignor {
    /// What each member gets. `partitions` is the number of partitions per topic; a topic that is
    /// missing there is left out.
    package func assign(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        switch self {
        case .range: RangeAssignor.assign(members: members, partitions: partitions)
        }
    }
}
