import EventBroker
import EventLog

extension Consumer {
    /// Returns the next records, in offset order within each partition; none if `timeout` passes.
    ///
    /// Joins the group, takes part in rebalances and commits automatically in here and nowhere
    /// else. At most `maxPollRecords` are returned; more wait in memory for the next call.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, `ConsumerError` otherwise, and what
    ///   a rebalance callback throws.
    public func poll(timeout: Duration = .seconds(1)) async throws -> [ConsumerRecord] {
        try checkOpen()
        await connection.pollBegins()
        try Task.checkCancellation()
        try checkWakeup()
        return try await withTaskCancellationHandler {
            try await pollUntil(connection.now.advanced(byMilliseconds: timeout.inMilliseconds))
        } onCancel: { [connection] in
            connection.interrupt()
        }
    }

    private func pollUntil(_ deadline: Timestamp) async throws -> [ConsumerRecord] {
        repeat {
            do {
                try await takePartInGroup()
                try await resolvePositions()
                if let records = takeBuffered() { return records }
                try await fetchRecords(until: deadline)
            } catch ConnectionError.interrupted {
                try Task.checkCancellation()
                try checkWakeup()
            } catch ConnectionError.timedOut {
                continue
            }
            if let records = takeBuffered() { return records }
        } while connection.now < deadline
        return []
    }

    private func takePartInGroup() async throws {
        switch reading {
        case .nothing: throw ConsumerError.notSubscribed
        case .partitions: try await commitAutomaticallyIfDue()
        case .topics:
            try await commitAutomaticallyIfDue()
            try await heartbeatIfDue()
            if membership.needsToJoin { try await rejoin() }
            connection.keepAlive(
                memberID: membership.memberID,
                until: connection.now.advanced(
                    byMilliseconds: options.maxPollInterval.inMilliseconds))
        }
    }

    /// Hands out what was fetched before, and moves the positions over it.
    private func takeBuffered() -> [ConsumerRecord]? {
        guard !buffer.isEmpty else { return nil }
        var taken: [ConsumerRecord] = []
        var kept: [ConsumerRecord] = []
        for record in buffer {
            if taken.count < options.maxPollRecords, !positions.isPaused(record.topicPartition) {
                taken.append(record)
                positions.move(record.topicPartition, to: record.offset + 1)
            } else {
                kept.append(record)
            }
        }
        buffer = kept
        return taken.isEmpty ? nil : taken
    }

    private func fetchRecords(until deadline: Timestamp) async throws {
        let buffered = Set(buffer.map(\.topicPartition))
        let wanted = positions.fetchable.filter { !buffered.contains($0.partition) }
        let wait = max(0, deadline.milliseconds - connection.now.milliseconds)
        let answer = try await connection.fetch(
            Fetch(positions: wanted, maxWaitMilliseconds: wait))
        for fetched in answer.partitions {
            switch fetched.error {
            case nil: try buffer(fetched)
            case .offsetOutOfRange:
                positions.move(fetched.partition, to: try await resetOffset(of: fetched.partition))
            case .unknownTopicOrPartition:
                throw ConsumerError.unknownTopic(fetched.partition.topic)
            case .some(let error): throw ConsumerError.refused("\(error)")
            }
        }
    }

    /// A batch may begin before the position: what lies before it was asked for by nobody.
    private func buffer(_ fetched: Fetch.Partition) throws {
        guard let position = positions.position(of: fetched.partition) else { return }
        for batch in fetched.batches {
            guard let records = try? batch.records() else {
                throw ConsumerError.corruptRecord(fetched.partition)
            }
            for record in records where record.offset >= position {
                buffer.append(ConsumerRecord(record, in: fetched.partition))
            }
        }
    }
}
