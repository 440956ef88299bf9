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
    ///   consumer is no longer a member, `.rebalanceInProgress`.
    public func commit(_ offsets: [TopicPartition: Int64]) async throws {
        try await commit(
            offsets.map { PartitionOffset($0.key, $0.value) }.sorted {
                $0.partition < $1.partition
            })
    }

    /// What the group has committed for a partition; nil if nothing.
    public func committed(_ partition: TopicPartition) async throws -> Int64? {
        guard let groupID = options.groupID else { throw ConsumerError.noGroup }
        let answer = try await translatingTimeouts {
            try await connection.fetchOffsets(
                OffsetFetch(groupID: groupID, partitions: [partition]))
        }
        return answer.offsets.first.flatMap { $0.offset < 0 ? nil : $0.offset }
    }

    private func commit(_ offsets: [PartitionOffset]) async throws {
        try checkOpen()
        guard let groupID = options.groupID else { throw ConsumerError.noGroup }
        guard !offsets.isEmpty else { return }
        let request = OffsetCommit(
            groupID: groupID, memberID: membership.memberID, generation: membership.generation,
            offsets: offsets)
        let error = try await translatingTimeouts {
            try await connection.commitOffsets(request)
        }
        switch error {
        case nil: return
        case .unknownMemberID:
            membership.forget()
            throw ConsumerError.commitFailed
        case .illegalGeneration:
            membership.generationIsStale()
            throw ConsumerError.commitFailed
        case .rebalanceInProgress:
            membership.needsToJoin = true
            throw ConsumerError.rebalanceInProgress
        case .some(let other): throw ConsumerError.refused("\(other)")
        }
    }

    func commitAutomaticallyIfDue() async throws {
        guard options.autoCommit, options.groupID != nil else { return }
        guard let due = nextAutoCommit else { return scheduleAutoCommit() }
        guard connection.now >= due else { return }
        scheduleAutoCommit()
        await commitAutomatically()
    }

    /// A failed automatic commit is no error of the application's: the next one covers it.
    func commitAutomatically() async {
        try? await commit()
    }

    private func scheduleAutoCommit() {
        nextAutoCommit = connection.now.advanced(
            byMilliseconds: options.autoCommitInterval.inMilliseconds)
    }

    private func translatingTimeouts<Answer>(
        _ body: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await body()
        } catch ConnectionError.timedOut {
            throw ConsumerError.timedOut
        } catch ConnectionError.interrupted {
            throw ConsumerError.wokenUp
        }
    }
}
