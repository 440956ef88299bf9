/// Kafka's range assignor: of each topic, every member gets a row of neighbouring partitions.
package enum RangeAssignor {
    /// Each topic is shared out by itself, among its subscribers in the order of their ids. Where
    /// that doesn't come out even the first ones get one partition more, in each topic anew: so
    /// their surplus grows with the number of topics.
    ///
    /// One assignment per member, in the members' order. A topic that isn't in `partitions`, the
    /// number of partitions per topic, is left out.
    package static func assign(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        var assignments = members.map { SyncGroup.Assignment(memberID: $0.id, partitions: []) }
        for topic in Set(members.flatMap(\.subscription.topics)).sorted() {
            let subscribers = members.indices
                .filter { members[$0].subscription.topics.contains(topic) }
                .sorted { members[$0].id < members[$1].id }
            let (share, surplus) = (partitions[topic] ?? 0).quotientAndRemainder(
                dividingBy: subscribers.count)
            var next = 0
            for (rank, subscriber) in subscribers.enumerated() {
                let end = next + share + (rank < surplus ? 1 : 0)
                assignments[subscriber].partitions += (next..<end).map { TopicPartition(topic, $0) }
                next = end
            }
        }
        return assignments
    }
}
