/// Kafka's range assignor: of each topic, every member gets a row of neighbouring partitions.
enum RangeAssignor {
    /// Each topic is shared out by itself, among its subscribers in the order of their ids. Where
    /// that doesn't come out even the first ones get one partition more, in each topic anew: so
    /// their surplus grows with the number of topics.
    static func assign(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        var assignments = members.map { SyncGroup.Assignment(memberID: $0.id, partitions: []) }
        for turns in turns(of: members) {
            let topic = turns[turns.startIndex].topic
            let (share, surplus) = (partitions[topic] ?? 0).quotientAndRemainder(
                dividingBy: turns.count)
            var next = 0
            for (place, turn) in turns.enumerated() {
                let end = next + share + (place < surplus ? 1 : 0)
                assignments[turn.member].partitions += (next..<end).map {
                    TopicPartition(topic, $0)
                }
                next = end
            }
        }
        return assignments
    }

    private struct Turn: Comparable {
        let topic: String
        let rank: Int
        /// The index in what the assignor was handed.
        let member: Int

        static func < (left: Turn, right: Turn) -> Bool {
            (left.topic, left.rank) < (right.topic, right.rank)
        }
    }

    /// Topic by topic. Sorted, not hashed: most groups read one topic.
    private static func turns(of members: [JoinGroup.Member]) -> [ArraySlice<Turn>] {
        let turns = members.inTurn.enumerated().flatMap { rank, member in
            members[member].subscription.topics.map { Turn(topic: $0, rank: rank, member: member) }
        }
        var byTopic: [ArraySlice<Turn>] = []
        var rest = turns.sorted()[...]
        while let topic = rest.first?.topic {
            byTopic.append(rest.prefix { $0.topic == topic })
            rest = rest.drop { $0.topic == topic }
        }
        return byTopic
    }
}
