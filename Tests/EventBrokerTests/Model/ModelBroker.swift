import EventBroker
import EventLog

/// What a broker promises, written to be read: arrays and dictionaries, searched from end to end.
///
/// It shares with the real one the requests and the answers alone. What it leaves out: retention and
/// compaction, expiry of offsets, the internal topics' contents, quotas.
struct ModelBroker {
    let options: Broker.Options
    var topics: [String: ModelTopic] = [:]
    var groups: [String: ModelGroup] = [:]
    var transactions: [String: ModelTransaction] = [:]
    var producerIDs = ModelProducerIDs()
    var memberIDsGiven = 0
    var waiting: [WaitingFetch] = []
    /// Each request's answer, once it is given.
    var answers: [RequestID: BrokerResponse] = [:]

    struct WaitingFetch {
        var id: RequestID
        var fetch: Fetch
        var deadline: Timestamp
    }

    init(options: Broker.Options) {
        self.options = options
    }

    mutating func handle(_ request: BrokerRequest, id: RequestID, now: Timestamp) {
        switch request {
        case .fetch(let fetch):
            let answer = read(fetch)
            if answer.partitions.isEmpty, fetch.maxWaitMilliseconds > 0 {
                let deadline = now.advanced(byMilliseconds: fetch.maxWaitMilliseconds)
                waiting.append(WaitingFetch(id: id, fetch: fetch, deadline: deadline))
            } else {
                answers[id] = .fetch(answer)
            }
        case .joinGroup(let request): join(request, id: id, now: now)
        case .syncGroup(let request): sync(request, id: id, now: now)
        default: answers[id] = answer(to: request, now: now)
        }
        settle(now: now)
    }

    mutating func tick(now: Timestamp, lastHeartbeat: (String) -> Timestamp?) {
        for name in groups.keys { groups[name]!.tick(now: now, lastHeartbeat: lastHeartbeat) }
        expireTransactions(now: now)
        settle(now: now)
        for fetch in waiting where fetch.deadline <= now {
            answers[fetch.id] = .fetch(read(fetch.fetch))
        }
        waiting.removeAll { $0.deadline <= now }
    }

    var nextDeadline: Timestamp? {
        let deadlines =
            waiting.map(\.deadline) + groups.values.flatMap(\.deadlines)
            + transactions.values.compactMap { deadline(of: $0) }
        return deadlines.min()
    }

    /// Nobody waits for the answers any more.
    mutating func forget(_ id: RequestID) {
        waiting.removeAll { $0.id == id }
        for name in groups.keys { groups[name]!.forget(id) }
    }

    /// A client that leaves by itself: a static one doesn't, nor one that waits in a poll.
    mutating func leave(memberID: String, now: Timestamp) {
        for name in groups.keys {
            let member = groups[name]!.members.first { $0.id == memberID }
            guard let member, member.instance == nil, member.waits == .not else { continue }
            _ = groups[name]!.leave(LeaveGroup(groupID: name, memberID: memberID), now: now)
        }
        settle(now: now)
    }

    /// What is left when the process is gone and another one reads the disk.
    mutating func restart(now: Timestamp) {
        waiting = []
        for name in topics.keys {
            for number in topics[name]!.partitions.indices {
                topics[name]!.partitions[number].restart()
            }
        }
        groups = groups.compactMapValues { $0.restarted(now: now) }
        // Counted on from the time, and from the ids of the members that go on.
        let numbers = groups.values.flatMap(\.members).map { Int($0.id.split(separator: "-")[1])! }
        memberIDsGiven = numbers.reduce(Int(now.milliseconds), max)
        let known = topics.values.flatMap(\.partitions).flatMap(\.producers.keys)
        producerIDs.restart(largestUsed: known.max())
    }

    private mutating func answer(to request: BrokerRequest, now: Timestamp) -> BrokerResponse {
        switch request {
        case .createTopic(let request): .done(create(request))
        case .deleteTopic(let request): .done(delete(request))
        case .createPartitions(let request): .done(grow(request))
        case .metadata: .metadata(FetchMetadata.Response(topics: metadata))
        case .produce(let request): .produce(produce(request, now: now))
        case .deleteRecords(let request): .deleteRecords(deleteRecords(request))
        case .listOffsets(let request): .listOffsets(offset(request))
        case .heartbeat(let request): .done(heartbeat(request, now: now))
        case .leaveGroup(let request): .done(leave(request, now: now))
        case .describeGroup(let request): .describeGroup(describe(request.groupID))
        case .listGroups(let request): .listGroups(list(request))
        case .deleteGroup(let request): .done(delete(request))
        case .deleteOffsets(let request): .done(deleteOffsets(request))
        case .offsetCommit(let request): .done(commit(request, now: now))
        case .offsetFetch(let request): .offsetFetch(committed(request))
        case .initProducerID(let request): .initProducerID(initialise(request, now: now))
        case .addPartitionsToTxn(let request): .done(add(request, now: now))
        case .addOffsetsToTxn(let request): .done(add(request, now: now))
        case .txnOffsetCommit(let request): .done(commit(request))
        case .endTxn(let request): .done(end(request, now: now))
        case .fetch, .joinGroup, .syncGroup: preconditionFailure("These may wait.")
        }
    }

    /// What follows from a request or from the time, before anything else happens.
    private mutating func settle(now: Timestamp) {
        carryOutDecisions(now: now)
        for name in groups.keys {
            answers.merge(groups[name]!.answers) { _, new in new }
            groups[name]!.answers = [:]
            groups[name]!.saveIfSettled()
        }
    }
}
