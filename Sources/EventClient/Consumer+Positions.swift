public import EventBroker
import EventLog

extension Consumer {
    /// The next offset that `poll` will hand out, looked up if need be.
    ///
    /// - Throws: `ConsumerError.notAssigned`, `.noOffset`, `.timedOut`, `.closed`.
    public func position(of partition: TopicPartition) async throws -> Int64 {
        try checkOpen()
        try checkAssigned(partition)
        try await replacingConnectionError(by: ConsumerError.timedOut) {
            try await resolvePositions()
        }
        guard let position = positions.position(of: partition) else {
            throw ConsumerError.noOffset(partition)
        }
        return position
    }

    /// Moves the position; nothing is committed.
    ///
    /// An offset that the log doesn't have is noticed by `poll`, which goes on where
    /// `autoOffsetReset` says.
    ///
    /// - Throws: `ConsumerError.notAssigned`, `.negativeOffset`, `.closed`.
    public func seek(to offset: Int64, in partition: TopicPartition) throws {
        try checkOpen()
        try checkAssigned(partition)
        guard offset >= 0 else { throw ConsumerError.negativeOffset(partition, offset) }
        positions.move(partition, to: offset)
        buffer.removeAll { $0 == partition }
    }

    /// Stops handing out records of these partitions, of those that are assigned. `poll` must still
    /// be called; no rebalance follows, and a rebalance ends the pause.
    public func pause(_ partitions: [TopicPartition]) {
        positions.setPaused(partitions, true)
    }

    /// Ends a pause: `poll` goes on at the position.
    public func resume(_ partitions: [TopicPartition]) {
        positions.setPaused(partitions, false)
    }

    /// Finds where to go on: the committed offset, or else what `autoOffsetReset` says.
    func resolvePositions() async throws {
        let unknown = positions.withoutPosition
        guard !unknown.isEmpty else { return }
        if let groupID = options.groupID {
            let answer = try await fetchStableOffsets(
                OffsetFetch(groupID: groupID, partitions: unknown))
            for committed in answer.offsets where committed.offset >= 0 {
                positions.move(committed.partition, to: committed.offset)
            }
        }
        let uncommitted = positions.withoutPosition
        if !uncommitted.isEmpty { try await reset(uncommitted) }
    }

    /// Waits for the end of a transaction that may yet change the offsets, for at most
    /// `maxPollInterval`.
    func fetchStableOffsets(_ request: OffsetFetch) async throws -> OffsetFetch.Response {
        let end = connection.now.advanced(byMilliseconds: options.maxPollInterval.inMilliseconds)
        while true {
            let answer = try await connection.fetchOffsets(request)
            guard answer.error == .unstableOffsetCommit, connection.now < end else {
                return answer
            }
            await connection.sleep(
                until: connection.now.advanced(
                    byMilliseconds: options.retryBackoff.inMilliseconds))
            if isToStopWaiting { throw ConnectionError.interrupted }
        }
    }

    /// Moves to where `autoOffsetReset` says to begin.
    ///
    /// - Precondition: `partitions` isn't empty.
    func reset(_ partitions: [TopicPartition]) async throws {
        let spec: ListOffsets.Spec
        switch options.autoOffsetReset {
        case .earliest: spec = .earliest
        case .latest: spec = .latest
        case .none: throw ConsumerError.noOffset(partitions[0])
        }
        let answer = try await connection.listOffsets(
            ListOffsets(
                partitions: partitions, spec: spec, isolation: options.isolationLevel))
        switch answer.error {
        case nil:
            for begin in answer.offsets { positions.move(begin.partition, to: begin.offset) }
        case .unknownTopicOrPartition: throw ConsumerError.unknownTopic(partitions[0].topic)
        case .some(let error): throw ConsumerError.refused(error.advice)
        }
    }

    private func checkAssigned(_ partition: TopicPartition) throws {
        guard positions.contains(partition) else { throw ConsumerError.notAssigned(partition) }
    }
}
