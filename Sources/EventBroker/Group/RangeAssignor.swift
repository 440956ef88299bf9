/// Kafka's range assignor: of each topic, every member gets a row of neighbouring partitions.
enum RangeAssignor {
    /// Each topic is shared out by itself, among its subscribers in the order of their ids. Where
    /// that doesn't come out even the first ones get one partition more, in each topic anew: so
    /// their surplus grows with the number of topics.
    static func assign(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        var assignments = members.map { SyncGroup.Assignment(memberID: $0.id, partitions: []) }
        for (topic, subscribers) in subscribers(of: members).sorted(by: { $0.key < $1.key }) {
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

    /// Per topic, in turn.
    private static func subscribers(of members: [JoinGroup.Member]) -> [String: [Int]] {
        var subscribers: [String: [Int]] = [:]
        for index in members.inTurn {
            for topic in members[index].subscription.topics
            where subscribers[topic]?.last != index {
                subscribers[topic, default: []].append(index)
            }
        }
        return subscribers
    }
}
