package import EventLog

/// The broker as a value: no task, lock, clock or randomness; all time is handed in.
///
/// A copy is a snapshot that costs a few pointers until either side changes, and the same requests
/// at the same times bring any two equal brokers to equal answers and states.
package struct Broker: Hashable, Sendable {
    package struct Reply: Hashable, Sendable {
        package let id: RequestID
        package internal(set) var response: BrokerResponse
    }

    var topics: Topics
    var parkedFetches = ParkedFetches()
    var groups: GroupCoordinator
    var transactions: TransactionCoordinator
    var replies: [Reply] = []
    /// The next moment at which `tick` has something to do; nil without sessions and parked
    /// requests. Stored, for it is asked more often than it changes, and a stored one is read without
    /// a copy of the broker.
    package private(set) var nextDeadline: Timestamp?
    /// When old records will be looked for; nil until the first topic is made, and for ever where
    /// records are kept.
    package internal(set) var nextCleaning: Timestamp?
    private let isWatched: Bool
    private var events: [BrokerEvent] = []

    package init(options: Options = Options()) {
        isWatched = options.isWatched
        topics = Topics(options: options)
        groups = GroupCoordinator(options: options)
        transactions = TransactionCoordinator(options: options)
    }

    /// Answers at once, or out of a later `handle` or `tick` if the request is parked: JoinGroup,
    /// SyncGroup, Fetch. Answers collect until `takeReplies`.
    ///
    /// `now` never goes back, and what is due before it is for the caller to play first.
    package mutating func handle(_ request: BrokerRequest, id: RequestID, now: Timestamp) {
        guard isWatched else { return perform(request, id: id, now: now) }
        let watcher = Watcher(before: self)
        perform(request, id: id, now: now)
        events += watcher.events(request, answeredBy: id, in: self)
    }

    private mutating func perform(_ request: BrokerRequest, id: RequestID, now: Timestamp) {
        answer(request, id: id, now: now)
        writeDownGroups(now: now)
        resetDeadline()
    }

    private mutating func answer(_ request: BrokerRequest, id: RequestID, now: Timestamp) {
        switch request {
        case .createTopic(let request): reply(to: id, .done(create(request, now: now)))
        case .deleteTopic(let request): reply(to: id, .done(delete(request, now: now)))
        case .createPartitions(let request): reply(to: id, .done(grow(request, now: now)))
        case .metadata(let request): reply(to: id, .metadata(metadata(request)))
        case .produce(let request): produce(request, id: id, now: now)
        case .deleteRecords(let request):
            reply(to: id, .deleteRecords(topics.deleteRecords(request)))
        case .fetch(let request): fetch(request, id: id, now: now)
        case .listOffsets(let request): reply(to: id, .listOffsets(offset(request)))
        case .joinGroup(let request): groups.join(request, id: id, now: now, replies: &replies)
        case .syncGroup(let request): groups.sync(request, id: id, now: now, replies: &replies)
        case .heartbeat(let request): reply(to: id, .done(groups.heartbeat(request, now: now)))
        case .leaveGroup(let request):
            let error = groups.leave(request, now: now, replies: &replies)
            reply(to: id, .done(error))
        case .describeGroup(let request): reply(to: id, .describeGroup(describe(request)))
        case .listGroups(let request): reply(to: id, .listGroups(groups.list(request)))
        case .deleteGroup(let request): reply(to: id, .done(groups.delete(request)))
        case .deleteOffsets(let request): reply(to: id, .done(groups.deleteOffsets(request)))
        case .offsetCommit(let request): reply(to: id, .done(commit(request, now: now)))
        case .offsetFetch(let request): reply(to: id, .offsetFetch(committed(request)))
        case .initProducerID, .addPartitionsToTxn, .addOffsetsToTxn, .txnOffsetCommit, .endTxn:
            handleTransaction(request, id: id, now: now)
        }
    }

    /// Plays what is due at `now`: session timeouts, ends of join phases, of transactions and of
    /// long polls.
    ///
    /// `lastHeartbeat` is asked at the end of a member's session, by member id: when did the last
    /// heartbeat arrive that wasn't sent as a request? That is `now` for a client that runs, the
    /// moment at which it was stopped for one that was, and nil if there was none. The session
    /// lasts for its timeout from then on; a member whose session is over is evicted.
    package mutating func tick(now: Timestamp, lastHeartbeat: (String) -> Timestamp?) {
        guard isWatched else { return playWhatIsDue(now: now, lastHeartbeat: lastHeartbeat) }
        let watcher = Watcher(before: self)
        playWhatIsDue(now: now, lastHeartbeat: lastHeartbeat)
        events += watcher.events(nil, answeredBy: nil, in: self)
    }

    private mutating func playWhatIsDue(
        now: Timestamp, lastHeartbeat: (String) -> Timestamp?
    ) {
        groups.tick(now: now, lastHeartbeat: lastHeartbeat, replies: &replies)
        tickTransactions(now: now)
        tickStorage(now: now)
        parkedFetches.tick(now: now, topics: topics, replies: &replies)
        writeDownGroups(now: now)
        resetDeadline()
    }

    mutating func resetDeadline() {
        let requests = earlier(groups.nextDeadline, parkedFetches.nextDeadline)
        let storage = earlier(topics.storage?.nextFlush, nextCleaning)
        nextDeadline = earlier(earlier(requests, transactions.nextDeadline), storage)
    }

    /// The answers since the last call, in the order in which they were given. What they acknowledge
    /// outlasts a power cut, if the disk is to be flushed for every batch.
    package mutating func takeReplies() -> [Reply] {
        if topics.storage != nil {
            flush()
            resetDeadline()
        }
        let taken = replies
        replies = []
        return taken
    }

    /// What has happened since the last call, in its order; nothing unless the broker is watched.
    package mutating func takeEvents() -> [BrokerEvent] {
        defer { events = [] }
        return events
    }

    /// Sends no answer to these requests: their client has gone, or was woken up out of a fetch.
    ///
    /// A parked fetch ends. The member of a parked JoinGroup or SyncGroup goes on counting as
    /// joined: as in Kafka, only its session timeout tells that it has gone.
    package mutating func forget(_ ids: RequestID...) {
        for id in ids {
            parkedFetches.forget(id)
            groups.forget(id)
        }
        replies.removeAll { ids.contains($0.id) }
        resetDeadline()
    }

    /// A member's client leaves the group by itself, since its application doesn't poll: as with a
    /// LeaveGroup. A static member stays, as does one whose JoinGroup or SyncGroup is parked, since
    /// its application is in a poll.
    package mutating func leave(memberID: String, now: Timestamp) {
        groups.leave(memberID: memberID, now: now, replies: &replies)
        writeDownGroups(now: now)
        resetDeadline()
    }

    /// The answer to an OffsetFetch, which changes nothing and never waits.
    package func committed(_ request: OffsetFetch) -> OffsetFetch.Response {
        var response = groups.committed(request)
        if transactions.decides(request.groupID, response.offsets.map(\.partition)) {
            response.error = .unstableOffsetCommit
        }
        return response
    }

    /// The answer to a ListOffsets, which changes nothing and never waits.
    package func offset(_ request: ListOffsets) -> ListOffsets.Response {
        topics.listOffsets(request)
    }

    /// The answer to a DescribeGroup, which changes nothing and never waits.
    package func describe(_ request: DescribeGroup) -> DescribeGroup.Response {
        groups.describe(request)
    }

    /// The answer to a FetchMetadata, which changes nothing and never waits.
    package func metadata(_ request: FetchMetadata) -> FetchMetadata.Response {
        topics.metadata(request)
    }

    /// The answer to a Fetch that doesn't wait, which changes nothing.
    package func read(_ request: Fetch) -> Fetch.Response {
        topics.fetch(request)
    }

    /// Forgets what a group has committed for these partitions, as when its offsets have expired or
    /// an operator has deleted them: who reads them next starts where its reset policy says.
    package mutating func expireOffsets(of groupID: String, in partitions: [TopicPartition]) {
        groups.expireOffsets(of: groupID, in: partitions)
        resetDeadline()
    }

    /// The groups that members have joined, or for which something was committed; oldest first.
    package var groupIDs: [String] { groups.groups.map(\.id) }

    mutating func reply(to id: RequestID, _ response: BrokerResponse) {
        replies.append(Reply(id: id, response: response))
    }

    private mutating func writeDownGroups(now: Timestamp) {
        guard !groups.records.isEmpty, let batch = groups.takeBatch(now: now) else { return }
        topics.appendInternal(batch, to: GroupRecord.topic)
        parkedFetches.wake(by: GroupRecord.partition, from: topics, replies: &replies)
    }

    private mutating func produce(_ request: Produce, id: RequestID, now: Timestamp) {
        let response = refusalOfTransactional(request) ?? topics.produce(request, now: now)
        reply(to: id, .produce(response))
        guard response.error == nil else { return }
        parkedFetches.wake(by: request.partition, from: topics, replies: &replies)
    }

    private mutating func fetch(_ request: Fetch, id: RequestID, now: Timestamp) {
        let response = read(request)
        if response.partitions.isEmpty, request.maxWaitMilliseconds > 0 {
            parkedFetches.park(request, id: id, now: now)
        } else {
            reply(to: id, .fetch(response))
        }
    }

    private mutating func create(_ request: CreateTopic, now: Timestamp) -> ErrorCode? {
        if let error = topics.create(request) { return error }
        writeDown(
            .topic(request.name, partitions: request.partitions, request.configuration), now: now)
        if let interval = topics.options.cleaningIntervalMilliseconds, nextCleaning == nil {
            nextCleaning = now.advanced(byMilliseconds: interval)
        }
        return nil
    }

    private mutating func grow(_ request: CreatePartitions, now: Timestamp) -> ErrorCode? {
        if let error = topics.grow(request) { return error }
        let configuration = topics.index(of: request.name).map { topics.topics[$0].configuration }
        writeDown(
            .topic(
                request.name, partitions: request.partitions,
                configuration ?? TopicConfiguration()), now: now)
        return nil
    }

    /// With the topic, its groups' offsets go. Its logs go last: a broker that stops in between
    /// knows that the topic is none any more.
    private mutating func delete(_ request: DeleteTopic, now: Timestamp) -> ErrorCode? {
        let partitions = topics.partitions(of: request.name)
        if let error = topics.delete(request) { return error }
        writeDown(.deleted(request.name), now: now)
        flush()
        topics.deleteLogs(of: partitions)
        for groupID in groupIDs { groups.expireOffsets(of: groupID, in: partitions) }
        forgetPendingOffsets(in: partitions, now: now)
        for partition in partitions {
            parkedFetches.wake(by: partition, from: topics, replies: &replies)
        }
        return nil
    }

    /// Kafka refuses unknown partitions one by one; here a request has one answer.
    private mutating func commit(_ request: OffsetCommit, now: Timestamp) -> ErrorCode? {
        guard request.offsets.allSatisfy({ topics.contains($0.partition) }) else {
            return .unknownTopicOrPartition
        }
        return groups.commit(request, now: now)
    }
}
