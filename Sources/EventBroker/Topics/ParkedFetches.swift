import EventLog

/// Long polls: fetches that wait for records, in the order of their arrival (Kafka's purgatory).
struct ParkedFetches: Hashable, Sendable {
    private struct Parked: Hashable, Sendable {
        let id: RequestID
        let request: Fetch
        let deadline: Timestamp
    }

    private var parked: [Parked] = []

    var nextDeadline: Timestamp? {
        parked.lazy.map(\.deadline).min()
    }

    mutating func park(_ request: Fetch, id: RequestID, now: Timestamp) {
        let deadline = now.advanced(byMilliseconds: request.maxWaitMilliseconds)
        parked.append(Parked(id: id, request: request, deadline: deadline))
    }

    mutating func forget(_ id: RequestID) {
        parked.removeAll { $0.id == id }
    }

    /// Ends the waits for a partition that has new records, and answers from `topics`. Who may
    /// only see the committed ones goes on waiting for the end of their transaction.
    mutating func wake(
        by partition: TopicPartition, from topics: Topics, replies: inout [Broker.Reply]
    ) {
        answer(from: topics, replies: &replies) { waiting in
            waiting.request.positions.contains { $0.partition == partition }
                && (waiting.request.isolation == .readUncommitted
                    || !topics.fetch(waiting.request).partitions.isEmpty)
        }
    }

    /// Ends the waits that have lasted as long as they may.
    mutating func tick(now: Timestamp, topics: Topics, replies: inout [Broker.Reply]) {
        answer(from: topics, replies: &replies) { $0.deadline <= now }
    }

    private mutating func answer(
        from topics: Topics, replies: inout [Broker.Reply], where isDue: (Parked) -> Bool
    ) {
        guard parked.contains(where: isDue) else { return }
        for waiting in parked where isDue(waiting) {
            let response = BrokerResponse.fetch(topics.fetch(waiting.request))
            replies.append(Broker.Reply(id: waiting.id, response: response))
        }
        parked.removeAll(where: isDue)
    }
}
