public import EventBroker
import EventLog

extension Consumer {
    /// Commits the positions: all that `poll` has handed out counts as done.
    public func commit() async throws {
        try await commit(positions.known)
    }

    /// Commits up to and including this record: its offset + 1 is where the group goes on.
    public func commit(_ record: ConsumerRecord) async throws {
        try await commit([PartitionOffset(record.topicPartition, record.offset + 1)])
    }

    /// Commits exactly these offsets: the *next* one to read, per partition.
    ///
    /// - Throws: `ConsumerError.timedOut` if the outcome is unknown, `.commitFailed` if this
    ///   consumer is no member, `.rebalanceInProgress`, `.fencedInstance`, `.negativeOffset`.
    public func commit(_ offsets: [TopicPartition: Int64]) async throws {
        try await commit(
            offsets.map { PartitionOffset($0.key, $0.value) }.sorted {
                $0.partition < $1.partition
            })
    }

    /// What the group has committed for a partition; nil if nothing. Waits for the end of a transaction
    /// that may yet change it.
    public func committed(_ partition: TopicPartition) async throws -> Int64? {
        try checkOpen()
        guard let groupID = options.groupID else { throw ConsumerError.noGroup }
        let answer = try await replacingConnectionError(by: ConsumerError.timedOut) {
            try await fetchStableOffsets(
                OffsetFetch(groupID: groupID, partitions: [partition]))
        }
        if answer.error != nil { throw ConsumerError.timedOut }
        return answer.offsets.first.flatMap { $0.offset < 0 ? nil : $0.offset }
    }

    private func commit(
        _ offsets: [PartitionOffset], automatically isAutomatic: Bool = false
    ) async throws {
        try checkOpen()
        guard let groupID = options.groupID else { throw ConsumerError.noGroup }
        if let negative = offsets.first(where: { $0.offset < 0 }) {
            throw ConsumerError.negativeOffset(negative.partition, negative.offset)
        }
        guard !offsets.isEmpty else { return }
        // Without a generation the broker would take it for the commit of an assigned consumer,
        // which an empty group accepts from anybody.
        if case .topics = reading, !membership.isMember { throw ConsumerError.commitFailed }
        let request = OffsetCommit(
            groupID: groupID, memberID: membership.memberID,
            groupInstanceID: options.groupInstanceID, generation: membership.generation,
            offsets: offsets, isAutomatic: isAutomatic)
        let error = try await replacingConnectionError(by: ConsumerError.timedOut) {
            try await connection.commitOffsets(request)
        }
        membership.note(error)
        switch error {
        case nil: return
        case .unknownMemberID, .illegalGeneration: throw ConsumerError.commitFailed
        case .rebalanceInProgress: throw ConsumerError.rebalanceInProgress
        case .fencedInstanceID: throw fenced
        case .some(let other): throw ConsumerError.refused(other.advice)
        }
    }

    /// Called before a poll hands out records, so it covers those of earlier polls.
    func commitAutomaticallyIfDue() async {
        guard options.autoCommit else { return }
        let now = connection.now
        if let due = nextAutoCommit, now < due { return }
        if nextAutoCommit != nil { await commitAutomatically() }
        nextAutoCommit = now.advanced(byMilliseconds: options.autoCommitInterval.inMilliseconds)
    }

    /// A failed automatic commit is no error of the application's: the next one covers it.
    func commitAutomatically() async {
        guard options.autoCommit else { return }
        try? await commit(positions.known, automatically: true)
    }
}
