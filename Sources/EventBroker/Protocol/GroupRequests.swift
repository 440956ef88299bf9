/// What a member wants to read; opaque to the coordinator, read by the group's leader.
package struct Subscription: Codable, Hashable, Sendable {
    package var topics: [String]
    /// For the sticky assignors, which alone ask: what the member still reads (cooperative), or
    /// read last (sticky, in Kafka as the assignor's user data).
    package var ownedPartitions: [TopicPartition]
    /// The generation in which it was given them; -1 without.
    package var generation: Int32

    package init(
        topics: [String], ownedPartitions: [TopicPartition] = [], generation: Int32 = -1
    ) {
        self.topics = topics
        self.ownedPartitions = ownedPartitions
        self.generation = generation
    }
}

package struct JoinGroup: Codable, Hashable, Sendable {
    package struct Assignor: Codable, Hashable, Sendable {
        package var name: String
        package var subscription: Subscription

        package init(name: String, subscription: Subscription) {
            self.name = name
            self.subscription = subscription
        }
    }

    package var groupID: String
    /// Empty at the first join: the answer is `memberIDRequired` with an id to join with (KIP-394).
    package var memberID: String
    /// Of a static member, which keeps its place over a restart (KIP-345); nil otherwise.
    package var groupInstanceID: String?
    package var clientID: String
    package var sessionTimeoutMilliseconds: Int64
    /// How long the coordinator waits for a member to join again; the max poll interval in Kafka.
    package var rebalanceTimeoutMilliseconds: Int64
    /// In the member's order of preference.
    package var assignors: [Assignor]

    package init(
        groupID: String, memberID: String, groupInstanceID: String? = nil, clientID: String,
        sessionTimeoutMilliseconds: Int64, rebalanceTimeoutMilliseconds: Int64,
        assignors: [Assignor]
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.clientID = clientID
        self.sessionTimeoutMilliseconds = sessionTimeoutMilliseconds
        self.rebalanceTimeoutMilliseconds = rebalanceTimeoutMilliseconds
        self.assignors = assignors
    }

    package struct Member: Codable, Hashable, Sendable {
        package var id: String
        package var groupInstanceID: String?
        package var subscription: Subscription

        package init(id: String, groupInstanceID: String? = nil, subscription: Subscription) {
            self.id = id
            self.groupInstanceID = groupInstanceID
            self.subscription = subscription
        }
    }

    package struct Response: Codable, Hashable, Sendable {
        package var error: ErrorCode?
        package var generation: Int32
        package var assignor: String
        package var leaderID: String
        package var memberID: String
        /// Only in the leader's answer.
        package var members: [Member]

        package init(
            error: ErrorCode? = nil, generation: Int32 = -1, assignor: String = "",
            leaderID: String = "", memberID: String = "", members: [Member] = []
        ) {
            self.error = error
            self.generation = generation
            self.assignor = assignor
            self.leaderID = leaderID
            self.memberID = memberID
            self.members = members
        }
    }
}

package struct SyncGroup: Codable, Hashable, Sendable {
    package struct Assignment: Codable, Hashable, Sendable {
        package var memberID: String
        package var partitions: [TopicPartition]

        package init(memberID: String, partitions: [TopicPartition]) {
            self.memberID = memberID
            self.partitions = partitions
        }
    }

    package var groupID: String
    package var memberID: String
    package var groupInstanceID: String?
    package var generation: Int32
    /// Only from the leader.
    package var assignments: [Assignment]

    package init(
        groupID: String, memberID: String, groupInstanceID: String? = nil, generation: Int32,
        assignments: [Assignment] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.generation = generation
        self.assignments = assignments
    }

    package struct Response: Codable, Hashable, Sendable {
        package var error: ErrorCode?
        package var partitions: [TopicPartition]

        package init(error: ErrorCode? = nil, partitions: [TopicPartition] = []) {
            self.error = error
            self.partitions = partitions
        }
    }
}

package struct Heartbeat: Codable, Hashable, Sendable {
    package var groupID: String
    package var memberID: String
    package var groupInstanceID: String?
    package var generation: Int32

    package init(
        groupID: String, memberID: String, groupInstanceID: String? = nil, generation: Int32
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.generation = generation
    }
}

package struct LeaveGroup: Codable, Hashable, Sendable {
    package var groupID: String
    /// Empty where an operator removes a static member by its instance id.
    package var memberID: String
    package var groupInstanceID: String?

    package init(groupID: String, memberID: String, groupInstanceID: String? = nil) {
        self.groupID = groupID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
    }
}

package struct DescribeGroup: Codable, Hashable, Sendable {
    package var groupID: String

    package init(groupID: String) {
        self.groupID = groupID
    }

    package struct Member: Codable, Hashable, Sendable {
        package var id: String
        package var groupInstanceID: String?
        package var clientID: String
        package var partitions: [TopicPartition]

        package init(
            id: String, groupInstanceID: String? = nil, clientID: String,
            partitions: [TopicPartition]
        ) {
            self.id = id
            self.groupInstanceID = groupInstanceID
            self.clientID = clientID
            self.partitions = partitions
        }
    }

    package struct Response: Codable, Hashable, Sendable {
        package var error: ErrorCode?
        package var state: GroupState
        package var generation: Int32
        /// By name; empty without members.
        package var assignor: String
        package var members: [Member]

        package init(
            error: ErrorCode? = nil, state: GroupState = .dead, generation: Int32 = -1,
            assignor: String = "", members: [Member] = []
        ) {
            self.error = error
            self.state = state
            self.generation = generation
            self.assignor = assignor
            self.members = members
        }
    }
}

/// The states of Kafka's classic group protocol (`ClassicGroupState.java`).
public enum GroupState: String, Codable, Hashable, Sendable, CaseIterable {
    /// No members; there may be committed offsets.
    case empty = "Empty"
    /// Waits for its members to join.
    case preparingRebalance = "PreparingRebalance"
    /// Waits for the leader's assignment.
    case completingRebalance = "CompletingRebalance"
    /// All members have their partitions.
    case stable = "Stable"
    /// There is no such group, or no more.
    case dead = "Dead"
}
