/// Kafka's round-robin assignor: all partitions of all topics, to one member after the other.
enum RoundRobinAssignor {
    /// Who doesn't subscribe to a partition's topic is passed over, which may come out uneven.
    static func assign(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        var assignments = members.map { SyncGroup.Assignment(memberID: $0.id, partitions: []) }
        let turns = members.inTurn
        let subscriptions = turns.map { Set(members[$0].subscription.topics) }
        let topics = subscriptions.reduce(into: Set<String>()) { $0.formUnion($1) }
        var turn = 0
        for topic in topics.sorted() {
            let isSubscribed = subscriptions.map { $0.contains(topic) }
            for partition in 0..<(partitions[topic] ?? 0) {
                while !isSubscribed[turn] { turn = (turn + 1) % turns.count }
                assignments[turns[turn]].partitions.append(TopicPartition(topic, partition))
                turn = (turn + 1) % turns.count
            }
        }
        return assignments
    }
}
