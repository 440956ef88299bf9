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

    /// Ends the waits for a partition that has news for them, and answers from `topics`. A batch that
    /// was sent again is none; nor is, for who may only see the committed records, one of a
    /// transaction that is open.
    mutating func wake(
        by partition: TopicPartition, from topics: Topics, replies: inout [Broker.Reply]
    ) {
        answer(from: topics, replies: &replies, orWait: true) { waiting in
            waiting.request.positions.contains { $0.partition == partition }
        }
    }

    /// Ends the waits that have lasted as long as they may.
    mutating func tick(now: Timestamp, topics: Topics, replies: inout [Broker.Reply]) {
        answer(from: topics, replies: &replies, orWait: false) { $0.deadline <= now }
    }

    private mutating func answer(
        from topics: Topics, replies: inout [Broker.Reply], orWait: Bool,
        where isDue: (Parked) -> Bool
    ) {
        guard parked.contains(where: isDue) else { return }
        var waitOn: [Parked] = []
        for waiting in parked {
            let response = isDue(waiting) ? topics.fetch(waiting.request) : nil
            if let response, !orWait || !response.partitions.isEmpty {
                replies.append(Broker.Reply(id: waiting.id, response: .fetch(response)))
            } else {
                waitOn.append(waiting)
            }
        }
        parked = waitOn
    }
}
