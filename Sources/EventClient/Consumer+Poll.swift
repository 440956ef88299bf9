import EventBroker
import EventLog

extension Consumer {
    /// Returns the next records, in offset order within each partition; none if `timeout` passes.
    ///
    /// Joins the group, takes part in rebalances and commits automatically in here and nowhere
    /// else. A rebalance is waited for even past the timeout: until then there is nothing to read.
    /// At most `maxPollRecords` are returned; more wait in memory for the next call.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, `ConsumerError` otherwise, and what
    ///   a rebalance callback throws.
    public func poll(timeout: Duration = .seconds(1)) async throws -> [ConsumerRecord] {
        try await poll(timeout: timeout, atMost: options.maxPollRecords)
    }

    /// `poll`, with another bound than `maxPollRecords` for this one call.
    package func poll(timeout: Duration, atMost limit: Int) async throws -> [ConsumerRecord] {
        try checkOpen()
        await connection.pollBegins()
        try Task.checkCancellation()
        try checkWakeup()
        let deadline = connection.now.advanced(byMilliseconds: timeout.inMilliseconds)
        return try await withTaskCancellationHandler {
            try await poll(until: deadline, atMost: max(1, limit))
        } onCancel: { [connection] in
            connection.interrupt()
        }
    }

    private func poll(
        until deadline: Timestamp, atMost limit: Int
    ) async throws -> [ConsumerRecord] {
        repeat {
            do {
                try await takePartInGroup()
                try await resolvePositions()
                if !buffer.contains(where: isRead) { try await fetchRecords(until: deadline) }
            } catch ConnectionError.interrupted {
                try Task.checkCancellation()
                try checkWakeup()
            } catch ConnectionError.timedOut {
                // The requests of a poll are safe to repeat: the next round, or poll, makes them.
            }
            let records = takeBuffered(atMost: limit)
            if !records.isEmpty { return records }
        } while connection.now < deadline
        return []
    }

    /// Heartbeats, rejoins if that is asked for, and finds where to go on; hands out nothing.
    ///
    /// For a host whose clock stands still: there no heartbeat is ever due, and still a member
    /// should learn of a rebalance.
    package func keepUp() async throws {
        guard case .topics = reading else { return }
        try await heartbeat()
        try await joinIfNeeded()
        keepAlive()
        try await resolvePositions()
    }

    /// Hands out what a `poll` would, of the partitions that are read already, and takes no part in
    /// the group.
    ///
    /// For a host that has interrupted a cooperative member's wait for its group: what it keeps it
    /// reads meanwhile.
    package func readOn(atMost limit: Int) async throws -> [ConsumerRecord] {
        try checkOpen()
        if !buffer.contains(where: isRead) { try await fetchRecords(until: connection.now) }
        return takeBuffered(atMost: max(1, limit))
    }

    private func takePartInGroup() async throws {
        switch reading {
        case .nothing: throw ConsumerError.notSubscribed
        case .partitions: await commitAutomaticallyIfDue()
        case .topics:
            await commitAutomaticallyIfDue()
            try await heartbeatIfDue()
            noticeNewPartitions()
            try await joinIfNeeded()
            keepAlive()
        }
    }

    private func noticeNewPartitions() {
        guard connection.topicsVersion != topicsVersion else { return }
        topicsVersion = connection.topicsVersion
        topicsHaveChanged()
    }

    private func isRead(_ partition: TopicPartition) -> Bool { !positions.isPaused(partition) }

    /// Hands out what was fetched before, and moves the positions over it.
    private func takeBuffered(atMost limit: Int) -> [ConsumerRecord] {
        let taken = buffer.take(upTo: limit, where: isRead)
        for next in taken.positions { positions.move(next.partition, to: next.offset) }
        return taken.records
    }

    private func fetchRecords(until deadline: Timestamp) async throws {
        let wanted = positions.fetchable { partition in buffer.contains { $0 == partition } }
        let answer = try await connection.fetch(
            Fetch(
                positions: wanted, maxWaitMilliseconds: patience(until: deadline),
                isolation: options.isolationLevel),
            giveUpIf: { isToStopWaiting })
        for fetched in answer.partitions {
            switch fetched.error {
            case nil: try take(fetched)
            case .offsetOutOfRange: try await reset([fetched.partition])
            case .unknownTopicOrPartition:
                throw ConsumerError.unknownTopic(fetched.partition.topic)
            case .some(let error): throw ConsumerError.refused(error.advice)
            }
        }
    }

    /// How long a fetch may wait. A member waits no longer than from one heartbeat to the next,
    /// whose answer tells of a rebalance.
    private func patience(until deadline: Timestamp) -> Int64 {
        let left = max(0, deadline.milliseconds - connection.now.milliseconds)
        return membership.isMember ? min(left, heartbeatInterval) : left
    }

    /// A batch may begin before the position: what lies before it was asked for by nobody. Nor need
    /// it hold records from there on, once a log is compacted. Markers and aborted records take
    /// offsets, and are stepped over.
    private func take(_ fetched: Fetch.Partition) throws {
        guard let position = positions.position(of: fetched.partition) else { return }
        var aborted = AbortedRecords(fetched.aborted)
        var unread: [FetchedBatch.Unread] = []
        for encoded in fetched.batches where !aborted.hides(encoded) {
            guard
                let batch = try? FetchedBatch.Unread(
                    encoded, in: fetched.partition, from: position)
            else { throw ConsumerError.corruptRecord(fetched.partition) }
            if batch.count > 0 { unread.append(batch) }
        }
        guard let end = fetched.batches.last?.nextOffset else { return }
        if unread.isEmpty {
            positions.move(fetched.partition, to: end)
        } else {
            buffer.append(unread, of: fetched.partition, endingBefore: end)
        }
    }
}
