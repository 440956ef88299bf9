import EventLog

/// Tells what a request or a tick has done, by what a broker was before and what it answered. So
/// nothing else in the broker need know that it is watched, and one that isn't pays nothing.
struct Watcher {
    private let groups: [ConsumerGroup]
    private let transactions: [String: Transaction]
    private let topics: Topics

    init(before broker: Broker) {
        groups = broker.groups.groups
        transactions = broker.transactions.transactions
        topics = broker.topics
    }

    /// What has happened meanwhile. `broker` has not given away its replies yet.
    func events(_ request: BrokerRequest?, answeredBy id: RequestID?, in broker: Broker)
        -> [BrokerEvent]
    {
        let answer = broker.replies.last { $0.id == id }?.response
        var events: [BrokerEvent] = []
        if let request { events += told(by: request, answer) }
        events += changesOfTransactions(in: broker)
        events += changesOfGroups(request, in: broker)
        return events
    }

    // MARK: - Transactions

    private func changesOfTransactions(in broker: Broker) -> [BrokerEvent] {
        broker.transactions.transactions.values
            .sorted { $0.transactionalID < $1.transactionalID }
            .compactMap { now in
                let before = transactions[now.transactionalID]?.state
                guard now.state != before else { return nil }
                let (id, producer) = (now.transactionalID, now.producer)
                return switch now.state {
                case .ongoing: .transactionBegan(transactionalID: id, producer)
                case .completeCommit: .transactionCommitted(transactionalID: id, producer)
                case .completeAbort: .transactionAborted(transactionalID: id, producer)
                default: nil
                }
            }
    }

    // MARK: - Groups

    private func changesOfGroups(_ request: BrokerRequest?, in broker: Broker) -> [BrokerEvent] {
        broker.groups.groups.flatMap { now in
            let before = groups.first { $0.id == now.id }
            return departures(from: before, request, now) + arrivals(before, now)
        }
    }

    private func arrivals(_ before: ConsumerGroup?, _ now: ConsumerGroup) -> [BrokerEvent] {
        guard now.generation != before?.generation ?? 0 else { return [] }
        return [.generationBegan(group: now.id, generation: now.generation)]
            + now.members.map {
                .joined(group: now.id, memberID: $0.id, generation: now.generation)
            }
    }

    private func departures(
        from before: ConsumerGroup?, _ request: BrokerRequest?, _ now: ConsumerGroup
    ) -> [BrokerEvent] {
        let gone = before?.members.filter { now.index(ofMember: $0.id) == nil } ?? []
        return gone.map { member in
            if case .leaveGroup(let leave) = request, leave.memberID == member.id {
                return .left(group: now.id, memberID: member.id)
            }
            return .evicted(group: now.id, memberID: member.id)
        }
    }

    // MARK: - What a request and its answer tell

    private func told(by request: BrokerRequest, _ answer: BrokerResponse?) -> [BrokerEvent] {
        switch (request, answer) {
        case (.createTopic(let topic), .done(nil)):
            [.topicCreated(topic.name, partitions: topic.partitions)]
        case (.deleteTopic(let topic), .done(nil)): [.topicDeleted(topic.name)]
        case (.produce(let produce), .produce(let answer)): [told(by: produce, answer)]
        case (.deleteRecords(let delete), .deleteRecords(let answer)) where answer.error == nil:
            [.truncated(delete.partition, offset: answer.logStartOffset)]
        case (.fetch, .fetch(let answer)):
            answer.partitions.isEmpty ? [] : [.fetched(answer.partitions.map(\.partition))]
        case (.offsetCommit(let commit), .done(let error)): [told(by: commit, error)]
        case (.txnOffsetCommit(let commit), .done(let error?)):
            [
                fencing(commit.transactionalID, commit.producer, error)
                    ?? told(by: commit.commit, error)
            ]
        case (.initProducerID(let request), .initProducerID(let answer)):
            answer.producer.map { [.producerBegan(transactionalID: request.transactionalID, $0)] }
                ?? []
        case (.addPartitionsToTxn(let request), .done(let error?)):
            [fencing(request.transactionalID, request.producer, error)].compactMap(\.self)
        case (.addOffsetsToTxn(let request), .done(let error?)):
            [fencing(request.transactionalID, request.producer, error)].compactMap(\.self)
        case (.endTxn(let request), .done(let error?)):
            [fencing(request.transactionalID, request.producer, error)].compactMap(\.self)
        default: []
        }
    }

    private func told(by produce: Produce, _ answer: Produce.Response) -> BrokerEvent {
        let producer = produce.batch.producer
        if let error = answer.error { return .refused(produce.partition, error, by: producer) }
        if let producer, answer.baseOffset < topics.endOffset(of: produce.partition) {
            return .duplicate(produce.partition, offset: answer.baseOffset, by: producer)
        }
        return .appended(
            produce.partition, offset: answer.baseOffset, records: produce.batch.recordCount,
            by: producer)
    }

    private func told(by commit: OffsetCommit, _ error: ErrorCode?) -> BrokerEvent {
        guard let error else { return .committed(group: commit.groupID, commit.offsets) }
        return .commitRefused(group: commit.groupID, memberID: commit.memberID, error)
    }

    private func fencing(
        _ transactionalID: String, _ producer: ProducerIdentity, _ error: ErrorCode
    ) -> BrokerEvent? {
        error == .producerFenced || error == .invalidProducerEpoch
            ? .fenced(transactionalID: transactionalID, producer) : nil
    }
}

extension Topics {
    fileprivate func endOffset(of partition: TopicPartition) -> Int64 {
        listOffsets(ListOffsets(partition: partition, spec: .latest)).offset
    }
}
