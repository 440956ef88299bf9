import EventLog

/// What the coordinator remembers over a restart: a record of the compacted topic
/// `__consumer_offsets`, in which the last one of each key counts.
///
/// Kafka has 50 partitions of it, to share the groups out among brokers. Here is one broker, which is
/// the coordinator of all groups, so there is one partition.
enum GroupRecord: Hashable, Sendable {
    /// Nil once it is deleted or has expired.
    case offset(group: String, partition: TopicPartition, CommittedOffset?)
    /// Nil once the group is deleted.
    case group(String, GroupMetadata?)

    static let topic = "__consumer_offsets"
    static let partition = TopicPartition(topic, 0)
}

struct CommittedOffset: Hashable, Sendable {
    var offset: Int64
    var time: Timestamp
}

/// A group that is stable, or empty: what it is in between doesn't outlive a restart, in which its
/// members join again.
struct GroupMetadata: Hashable, Sendable {
    struct Member: Hashable, Sendable {
        var id: String
        var groupInstanceID: String?
        var clientID: String
        var rebalanceTimeout: Int64
        var sessionTimeout: Int64
        var subscription: Subscription
        var assignment: [TopicPartition]
    }

    var generation: Int32
    var assignor: String
    /// When the last member went; nil with members.
    var emptySince: Timestamp?
    /// The leader first.
    var members: [Member]
}

extension ConsumerGroup {
    /// Nil while it rebalances, and before its first generation.
    var metadata: GroupMetadata? {
        guard state == .stable || (state == .empty && generation > 0) else { return nil }
        return GroupMetadata(
            generation: generation, assignor: assignor, emptySince: emptySince,
            members: members.map { member in
                GroupMetadata.Member(
                    id: member.id, groupInstanceID: member.groupInstanceID,
                    clientID: member.clientID, rebalanceTimeout: member.rebalanceTimeout,
                    sessionTimeout: member.sessionTimeout,
                    subscription: member.subscription(for: assignor) ?? Subscription(topics: []),
                    assignment: member.assignment)
            })
    }

    /// The group goes on where it was. Its members' sessions begin anew: nobody could hear them.
    mutating func restore(_ metadata: GroupMetadata, now: Timestamp) {
        generation = metadata.generation
        assignor = metadata.assignor
        emptySince = metadata.emptySince
        state = metadata.members.isEmpty ? .empty : .stable
        members = metadata.members.map { stored in
            let joined = JoinGroup(
                groupID: id, memberID: stored.id, groupInstanceID: stored.groupInstanceID,
                clientID: stored.clientID, sessionTimeoutMilliseconds: stored.sessionTimeout,
                rebalanceTimeoutMilliseconds: stored.rebalanceTimeout,
                assignors: [.init(name: assignor, subscription: stored.subscription)])
            var member = Member(joined, id: stored.id, sessionDeadline: now)
            member.isNew = false
            member.hasSynced = true
            member.assignment = stored.assignment
            member.renewSession(now: now)
            return member
        }
    }
}
