import EventBroker
import EventLog

extension World {
    /// Answers that the broker has given go on their way, but for the one to a call that has landed
    /// late: it may have woken others, who wait for theirs.
    func deliverReplies(lateCall: Int? = nil) {
        for reply in broker.takeReplies() where reply.id.rawValue >= 0 {
            let number = reply.id.rawValue
            let isLate = number == lateCall
            calls[number].answer = .broker(reply.response)
            noteApplied(number, reply.response, late: isLate)
            if !isLate { scheduleAnswer(number) }
        }
        scheduleTick()
    }

    private func noteApplied(_ number: Int, _ response: BrokerResponse, late: Bool) {
        let isAccepted: Bool
        switch response {
        case .done(let error): isAccepted = error == nil
        case .produce(let answer): isAccepted = answer.error == nil
        default: return
        }
        let request = calls[number].request
        guard Self.canChange(request) else { return }
        note(
            .applied(request, .broker(response), changed: isAccepted, late: late),
            by: calls[number].incarnation, call: number)
        guard isAccepted else { return }
        if case .broker(.produce(let produce)) = request, let facts = suite.facts {
            publish(produce, by: calls[number].incarnation, facts)
        } else {
            noteProgress(calls[number].incarnation)
        }
    }

    /// What a story shows of the broker: records and commits.
    private static func canChange(_ request: History.Request) -> Bool {
        switch request {
        case .broker(.offsetCommit), .broker(.produce): true
        default: false
        }
    }

    /// A promise can break at any record that is news, so each is looked at by itself. A fact told
    /// again is no progress.
    private func publish(_ produce: Produce, by incarnation: Int, _ facts: Facts) {
        for record in (try? produce.batch.records()) ?? []
        where published.append(facts.index(record), to: produce.partition) {
            noteProgress(incarnation)
            checkSafety()
        }
    }

    func noteProgress(_ incarnation: Int) {
        incarnations[incarnation].hasChangedAnything = true
        instances[incarnations[incarnation].instance].vainStarts = 0
    }

    /// A tick that was moved forward since is none.
    func tickBroker() {
        guard let due = nextTick, due <= timestamp else { return }
        nextTick = nil
        broker.tick(now: timestamp) { lastHeartbeat(of: $0) }
        deliverReplies()
    }

    private func scheduleTick() {
        guard let deadline = broker.nextDeadline else { return }
        if let nextTick, nextTick <= deadline { return }
        nextTick = deadline
        schedule(
            .brokerTick,
            at: max(now, (deadline.milliseconds - Self.epoch) * Self.millisecond))
    }

    /// After a restart or a rebalance the group may find its commits gone. Only those that are asked
    /// for: who is past them in memory would never commit them again.
    func rewindIfDrawn(_ fetch: OffsetFetch, by incarnation: Int) {
        guard incarnations[incarnation].isNewlyAssigned else { return }
        incarnations[incarnation].isNewlyAssigned = false
        let committed = offsets(of: fetch.groupID, fetch.partitions)
        guard committed.contains(where: { $0.offset > 0 }), !startsInVain(incarnation),
            draw(.start) == .rewind
        else { return }
        broker.expireOffsets(of: fetch.groupID, in: fetch.partitions)
        note(.struck(.rewind, nil))
    }

    func offsets(
        of groupID: String, _ partitions: [TopicPartition]
    ) -> [PartitionOffset] {
        broker.committed(OffsetFetch(groupID: groupID, partitions: partitions)).offsets
    }

    static func filledBroker(_ setup: WorldSetup) -> Broker {
        var broker = Broker()
        let now = Timestamp(milliseconds: epoch)
        for topic in setup.topics {
            broker.handle(
                .createTopic(CreateTopic(name: topic.name, partitions: topic.partitions)),
                id: RequestID(rawValue: -1), now: now)
        }
        for record in setup.input {
            broker.handle(
                .produce(record.request(at: now)), id: RequestID(rawValue: -1), now: now)
        }
        _ = broker.takeReplies()
        return broker
    }

    static func records(_ setup: WorldSetup) -> [TopicPartition: [InputRecord]] {
        Dictionary(grouping: setup.input, by: \.partition)
    }

    /// Whether a producer's retry will land twice is decided at the beginning.
    func drawInput() {
        guard case .duplicateAppend(let record) = draw(.input) else { return }
        pendingInput += 1
        schedule(.append(record: record), at: Self.retryDelay)
    }

    func appendAgain(_ index: Int) {
        pendingInput -= 1
        note(.struck(.duplicateAppend(record: index), nil))
        append(setup.input[index])
    }

    func scheduleLaterInput() {
        for (index, later) in setup.surroundings.laterInput.enumerated() {
            pendingInput += 1
            schedule(.follows(.laterInput(index)), at: later.after.inNanoseconds)
        }
    }

    func appendLaterInput(_ index: Int) {
        pendingInput -= 1
        append(setup.surroundings.laterInput[index].record)
    }

    /// Another service writes.
    func append(_ record: InputRecord) {
        let isAgain = history?.records.values.joined().contains { $0.name == record.name } ?? false
        history?.records[record.partition, default: []].append(record)
        broker.handle(
            .produce(record.request(at: timestamp)), id: RequestID(rawValue: -1), now: timestamp)
        note(.appended(record: record.name, partition: record.partition, isAgain: isAgain))
        forgetEmptyPolls()
        deliverReplies()
    }

    func endOffset(of partition: TopicPartition) -> Int64 {
        broker.offset(ListOffsets(partition: partition, spec: .latest)).offset
    }

    private static let retryDelay = 5 * second
}

extension InputRecord {
    func request(at moment: Timestamp) -> Produce {
        Produce(
            partition: partition,
            batch: RecordBatch([
                Record(timestamp: moment, key: Array(key.utf8), value: value)
            ]))
    }
}
