import EventBroker

/// What a reader of the story is told of the broker.
extension World {
    /// "orders-0: end 2, committed 1, lag 1, owner billing-1" for each partition, then
    /// "group billing: generation 2, state stable" for each group. Where there are many partitions,
    /// the empty ones are left out.
    func describeBroker() -> [String] {
        let topics = broker.metadata(FetchMetadata(topics: setup.topics.map(\.name))).topics
        let partitions = topics.flatMap { topic in
            (0..<(topic.partitions ?? 0)).map { TopicPartition(topic.name, $0) }
        }
        let groups = broker.groupIDs.sorted().map { id in
            (id: id, description: broker.describe(DescribeGroup(groupID: id)))
        }
        let isCrowded = partitions.count > Self.partitionsAtAGlance
        let shown = partitions.filter { !isCrowded || endOffset(of: $0) > 0 }
        return shown.flatMap { partition in
            let end = "end \(endOffset(of: partition))"
            let facts = groups.map { (id: $0.id, facts: describe(partition, to: $0)) }
                .filter { !$0.facts.isEmpty }
            if facts.count == 1 { return [Self.line("\(partition)", [end] + facts[0].facts)] }
            return [Self.line("\(partition)", [end])]
                + facts.map { Self.line("\(partition) for \($0.id)", $0.facts) }
        } + groups.map(Self.describe)
    }

    private func describe(
        _ partition: TopicPartition, to group: (id: String, description: DescribeGroup.Response)
    ) -> [String] {
        let committed = offsets(of: group.id, [partition]).first.map(\.offset) ?? -1
        let progress =
            committed < 0
            ? [] : ["committed \(committed)", "lag \(endOffset(of: partition) - committed)"]
        let owner = group.description.members.first { $0.partitions.contains(partition) }
        return progress + (owner.map { ["owner \(name(of: $0))"] } ?? [])
    }

    /// The broker takes a dead process for alive until its session times out.
    private func name(of member: DescribeGroup.Member) -> String {
        let incarnation = members.last { $0.id == member.id }?.incarnation
        let isDead = incarnation.map { incarnations[$0].state == .dead } ?? false
        return isDead ? "the dead \(member.clientID)" : member.clientID
    }

    private static func describe(
        _ group: (id: String, description: DescribeGroup.Response)
    ) -> String {
        let state =
            switch group.description.state {
            case .empty: "empty"
            case .preparingRebalance, .completingRebalance: "rebalancing"
            case .stable: "stable"
            case .dead: "gone"
            }
        return line(
            "group \(group.id)", ["generation \(group.description.generation)", "state \(state)"])
    }

    private static func line(_ name: String, _ facts: [String]) -> String {
        "\(name): \(facts.joined(separator: ", "))"
    }

    private static let partitionsAtAGlance = 4
}
