/// Asks for the groups in these states; none means all.
package struct ListGroups: Codable, Hashable, Sendable {
    package var states: [GroupState]

    package init(states: [GroupState] = []) {
        self.states = states
    }

    package struct Group: Codable, Hashable, Sendable {
        package var id: String
        package var state: GroupState

        package init(id: String, state: GroupState) {
            self.id = id
            self.state = state
        }
    }

    package struct Response: Codable, Hashable, Sendable {
        /// Sorted by id.
        package var groups: [Group]

        package init(groups: [Group]) {
            self.groups = groups
        }
    }
}

/// Removes a group without members, and what it has committed.
package struct DeleteGroup: Codable, Hashable, Sendable {
    package var groupID: String

    package init(groupID: String) {
        self.groupID = groupID
    }
}

/// Forgets what a group has committed for these partitions, if no member subscribes to their topics.
package struct DeleteOffsets: Codable, Hashable, Sendable {
    package var groupID: String
    package var partitions: [TopicPartition]

    package init(groupID: String, partitions: [TopicPartition]) {
        self.groupID = groupID
        self.partitions = partitions
    }
}
