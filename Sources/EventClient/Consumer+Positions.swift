import EventBroker

extension Consumer {
    /// Finds where to go on: the committed offset, or else what `autoOffsetReset` says.
    func resolvePositions() async throws {
        let unknown = positions.withoutPosition
        guard !unknown.isEmpty else { return }
        if let groupID = options.groupID {
            let answer = try await connection.fetchOffsets(
                OffsetFetch(groupID: groupID, partitions: unknown))
            for committed in answer.offsets where committed.offset >= 0 {
                positions.move(committed.partition, to: committed.offset)
            }
        }
        for partition in positions.withoutPosition {
            positions.move(partition, to: try await resetOffset(of: partition))
        }
    }

    /// Where `autoOffsetReset` says to begin.
    func resetOffset(of partition: TopicPartition) async throws -> Int64 {
        let spec: ListOffsets.Spec
        switch options.autoOffsetReset {
        case .earliest: spec = .earliest
        case .latest: spec = .latest
        case .none: throw ConsumerError.noOffset(partition)
        }
        let answer = try await connection.listOffsets(
            ListOffsets(partition: partition, spec: spec))
        if answer.error == .unknownTopicOrPartition {
            throw ConsumerError.unknownTopic(partition.topic)
        }
        return answer.offset
    }
}
