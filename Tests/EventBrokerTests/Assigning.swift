import EventBroker

/// A member of a group that an assignor shares partitions out to, as short as a table needs it.
struct Subscriber {
    var id: String
    var instance: String?
    var topics: [String]
    /// As `orders-0`, and the generation in which it got them.
    var had: [String] = []
    var generation: Int32 = 1

    var member: JoinGroup.Member {
        JoinGroup.Member(
            id: id, groupInstanceID: instance,
            subscription: Subscription(
                topics: topics, ownedPartitions: had.map(Self.partition),
                generation: had.isEmpty ? -1 : generation))
    }

    private static func partition(_ name: String) -> TopicPartition {
        let dash = name.lastIndex(of: "-") ?? name.endIndex
        return TopicPartition(
            String(name[..<dash]), Int(name[name.index(after: dash)...]) ?? -1)
    }
}

extension Assignor {
    /// What each member gets, sorted.
    func share(_ partitions: [String: Int], among members: [Subscriber]) -> [String: [String]] {
        let assignments = assign(members: members.map(\.member), partitions: partitions)
        return Dictionary(
            uniqueKeysWithValues: assignments.map {
                ($0.memberID, $0.partitions.sorted().map(\.description))
            })
    }
}

extension [Subscriber] {
    /// The members after a rebalance: each has what it was given.
    func having(_ assignments: [String: [String]], generation: Int32 = 1) -> [Subscriber] {
        map { subscriber in
            var next = subscriber
            next.had = assignments[subscriber.id] ?? []
            next.generation = generation
            return next
        }
    }
}
