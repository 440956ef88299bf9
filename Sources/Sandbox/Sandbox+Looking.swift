package import EventBroker
package import EventClient
import EventLog

/// Looks that change nothing.
extension Sandbox {
    private var broker: Broker { network.with { $0.broker } }

    /// Sorted by name; the broker's own are left out.
    package var topics: [(name: String, partitions: Int)] {
        broker.metadata(FetchMetadata()).topics.filter { !$0.isInternal }.compactMap { topic in
            topic.partitions.map { (topic.name, $0) }
        }
    }

    package func partitionCount(of topic: String) throws(SandboxError) -> Int {
        let found = broker.metadata(FetchMetadata(topics: [topic])).topics.first?.partitions
        guard let found else { throw .unknownTopic(topic, known: topics.map(\.name)) }
        return found
    }

    /// The records of a partition from an offset on, at most so many.
    package func records(
        in partition: TopicPartition, from offset: Int64, atMost limit: Int = .max
    ) -> [ConsumerRecord] {
        var records: [ConsumerRecord] = []
        for batches in broker.batches(in: partition, from: offset) {
            guard records.count < limit else { break }
            records += batches.filter { !$0.isControl }.flatMap { batch in
                (try? ConsumerRecord.records(of: batch, in: partition, from: offset)) ?? []
            }
        }
        return Array(records.prefix(limit))
    }

    /// How many records a reader from the start would get: none that compaction has taken, and no
    /// markers of transactions.
    package func recordCount(of partition: TopicPartition) -> Int {
        network.with { $0.recordCount(of: partition) }
    }

    package func startOffset(of partition: TopicPartition) -> Int64 {
        network.with { $0.startOffset(of: partition) }
    }

    package func endOffset(of partition: TopicPartition) -> Int64 {
        network.with { $0.endOffset(of: partition) }
    }

    /// In the order of their making.
    package var groupIDs: [String] { broker.groupIDs }

    package func group(_ id: String) -> DescribeGroup.Response {
        broker.describe(DescribeGroup(groupID: id))
    }

    /// Nil where the group has committed nothing.
    package func committed(_ group: String, _ partition: TopicPartition) -> Int64? {
        let request = OffsetFetch(groupID: group, partitions: [partition])
        return broker.committed(request).offsets.first.flatMap { $0.offset < 0 ? nil : $0.offset }
    }

    /// The partitions that concern a group: those that a member reads, and those with a commit.
    package func partitions(of group: String) -> [TopicPartition] {
        let read = Set(memberViews.filter { $0.group == group }.flatMap(\.topics))
        return topics.flatMap { topic in
            (0..<topic.partitions).map { TopicPartition(topic.name, $0) }
        }.filter { read.contains($0.topic) || committed(group, $0) != nil }
    }

    /// How many offsets a group has not committed yet, over all its partitions. What is committed
    /// beyond the end of one makes nothing good in another.
    package func lag(of group: String) -> Int64 {
        partitions(of: group).reduce(0) { $0 + max(0, lag(of: group, in: $1)) }
    }

    /// As Kafka's tools count it: the end without what is committed, negative beyond the end.
    package func lag(of group: String, in partition: TopicPartition) -> Int64 {
        endOffset(of: partition) - (committed(group, partition) ?? startOffset(of: partition))
    }

    /// In the order in which they joined.
    package var memberViews: [MemberView] {
        let byHand = members.map { member in
            let (joining, report) = (member.joining, member.report)
            let ownership = ownership(
                of: member.client, member.condition, in: joining.group, holding: report.assignment)
            return MemberView(
                name: member.name, group: joining.group, topics: joining.topics,
                condition: member.condition, isWaiting: member.isBusy, ownership: ownership,
                positions: report.positions)
        }
        return byHand + live.map(view)
    }

    private func view(of member: LiveMember) -> MemberView {
        let standing = member.desk.standing
        let ownership = ownership(
            of: member.client, member.condition, in: standing.group, holding: standing.assignment)
        return MemberView(
            name: member.name, group: standing.group, topics: standing.topics,
            condition: member.condition, isWaiting: standing.isWaiting, ownership: ownership,
            positions: standing.positions.map { PartitionOffset($0.key, $0.value) })
    }

    /// Processes that are gone, and that a coordinator takes for members until their sessions are
    /// over: those that have crashed and are started anew.
    package var formerMemberViews: [MemberView] {
        let processes = Set(members.map(\.client) + live.map(\.client))
        return groupIDs.flatMap { group in
            network.with { $0.members(of: group, butNotOf: processes) }.map { member in
                MemberView(
                    name: member.clientID, group: group, topics: [], condition: .crashed,
                    isWaiting: false, isFormer: true,
                    ownership: .init(isMember: true, owned: member.partitions), positions: [])
            }
        }
    }

    /// In a stable group the coordinator knows who owns what; meanwhile it is what the members have
    /// not given back.
    private func ownership(
        of client: ClientID, _ condition: MemberCondition, in group: String,
        holding held: [TopicPartition]
    ) -> MemberView.Ownership {
        let known = network.with { $0.members(of: client, in: group) }
        guard !known.isEmpty else {
            let isOver = [.crashed, .ended].contains(condition)
            return MemberView.Ownership(isMember: false, believed: isOver ? [] : held)
        }
        let isKnown =
            [.crashed, .ended].contains(condition) || self.group(group).state == .stable
        let owned = isKnown ? known.flatMap(\.partitions).sorted() : held
        return MemberView.Ownership(isMember: true, owned: owned)
    }
}

/// A member as one look shows it.
package struct MemberView: Hashable, Sendable {
    package let name: String
    package let group: String
    package let topics: [String]
    package let condition: MemberCondition
    /// Whether it waits: for its group to finish rebalancing, mostly.
    package let isWaiting: Bool
    /// Whether another process of its name has begun since.
    package var isFormer = false
    package let ownership: Ownership
    package let positions: [PartitionOffset]

    /// What a group's coordinator knows of a member.
    package struct Ownership: Hashable, Sendable {
        /// Whether it is a member: not one that was silent for too long.
        package var isMember: Bool
        package var owned: [TopicPartition] = []
        /// What one that is no member any more, and hasn't heard of it, takes for its own.
        package var believed: [TopicPartition] = []
    }

    package var assignment: [TopicPartition] { ownership.owned }

    package func position(in partition: TopicPartition) -> Int64? {
        positions.first { $0.partition == partition }?.offset
    }
}
