package struct OffsetCommit: Codable, Hashable, Sendable {
    package var groupID: String
    /// Empty, with generation -1, from a consumer that assigns its partitions itself.
    package var memberID: String
    package var groupInstanceID: String?
    package var generation: Int32
    /// Whether the client made it by itself. The broker does not ask; who tells a story does.
    package var isAutomatic: Bool
    /// The next offset to read, per partition.
    package var offsets: [PartitionOffset]

    package init(
        groupID: String, memberID: String = "", groupInstanceID: String? = nil,
        generation: Int32 = -1, offsets: [PartitionOffset], isAutomatic: Bool = false
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.generation = generation
        self.offsets = offsets
        self.isAutomatic = isAutomatic
    }
}

package struct OffsetFetch: Codable, Hashable, Sendable {
    package var groupID: String
    /// None asks for all that is committed, as null does in Kafka.
    package var partitions: [TopicPartition]

    package init(groupID: String, partitions: [TopicPartition]) {
        self.groupID = groupID
        self.partitions = partitions
    }

    package struct Response: Codable, Hashable, Sendable {
        /// Per partition, in the order asked for; offset -1 where nothing is committed. All of them
        /// come in the partitions' order.
        package var offsets: [PartitionOffset]
        /// UNSTABLE_OFFSET_COMMIT while a transaction may yet change some of them.
        package var error: ErrorCode?

        package init(offsets: [PartitionOffset], error: ErrorCode? = nil) {
            self.offsets = offsets
            self.error = error
        }
    }
}
