package import EventLog

/// The broker as a value: no task, lock, clock or randomness; all time is handed in.
///
/// A copy is a snapshot that costs a few pointers until either side changes, and the same requests
/// at the same times bring any two equal brokers to equal answers and states.
package struct Broker: Hashable, Sendable {
    package struct Reply: Hashable, Sendable {
        package let id: RequestID
        package let response: BrokerResponse
    }

    private var topics: Topics
    private var parkedFetches = ParkedFetches()
    private var groups: GroupCoordinator
    private var replies: [Reply] = []

    package init(options: Options = Options()) {
        topics = Topics(options: options)
        groups = GroupCoordinator(options: options)
        if options.keepsInternalTopics { makeInternalTopics() }
    }

    /// A broker whose groups are those that have written these batches to `__consumer_offsets`.
    package init(
        options: Options, recoveringGroupsFrom batches: some Sequence<RecordBatch>, now: Timestamp
    ) {
        self.init(options: options)
        for batch in batches {
            _ = topics.produce(Produce(partition: GroupRecord.partition, batch: batch))
        }
        groups = GroupCoordinator(recovering: batches, options: options, now: now)
    }

    /// Answers at once, or out of a later `handle` or `tick` if the request is parked: JoinGroup,
    /// SyncGroup, Fetch. Answers collect until `takeReplies`.
    ///
    /// `now` never goes back, and what is due before it is for the caller to play first.
    package mutating func handle(_ request: BrokerRequest, id: RequestID, now: Timestamp) {
        defer { if !groups.records.isEmpty { appendGroupRecords(now: now) } }
        switch request {
        case .createTopic(let request): reply(to: id, .done(topics.create(request)))
        case .createPartitions(let request): reply(to: id, .done(topics.grow(request)))
        case .metadata(let request): reply(to: id, .metadata(metadata(request)))
        case .produce(let request): produce(request, id: id)
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
        }
    }

    /// Plays what is due at `now`: session timeouts, ends of join phases and of long polls.
    ///
    /// `lastHeartbeat` is asked at the end of a member's session, by member id: when did the last
    /// heartbeat arrive that wasn't sent as a request? That is `now` for a client that runs, the
    /// moment at which it was stopped for one that was, and nil if there was none. The session
    /// lasts for its timeout from then on; a member whose session is over is evicted.
    package mutating func tick(now: Timestamp, lastHeartbeat: (String) -> Timestamp?) {
        groups.tick(now: now, lastHeartbeat: lastHeartbeat, replies: &replies)
        parkedFetches.tick(now: now, topics: topics, replies: &replies)
        if !groups.records.isEmpty { appendGroupRecords(now: now) }
    }

    /// The next moment at which `tick` has something to do; nil without sessions and parked
    /// requests.
    package var nextDeadline: Timestamp? {
        earlier(groups.nextDeadline, parkedFetches.nextDeadline)
    }

    /// The answers since the last call, in the order in which they were given.
    package mutating func takeReplies() -> [Reply] {
        let taken = replies
        replies = []
        return taken
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
    }

    /// A member's client leaves the group by itself, since its application doesn't poll: as with a
    /// LeaveGroup. A static member stays, as does one whose JoinGroup or SyncGroup is parked, since
    /// its application is in a poll.
    package mutating func leave(memberID: String, now: Timestamp) {
        groups.leave(memberID: memberID, now: now, replies: &replies)
        if !groups.records.isEmpty { appendGroupRecords(now: now) }
    }

    /// The answer to an OffsetFetch, which changes nothing and never waits.
    package func committed(_ request: OffsetFetch) -> OffsetFetch.Response {
        groups.committed(request)
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
    }

    /// The groups that members have joined, or for which something was committed; oldest first.
    package var groupIDs: [String] { groups.groups.map(\.id) }

    private mutating func reply(to id: RequestID, _ response: BrokerResponse) {
        replies.append(Reply(id: id, response: response))
    }

    private mutating func makeInternalTopics() {
        _ = topics.create(CreateTopic(name: GroupRecord.topic, partitions: 1))
    }

    private mutating func appendGroupRecords(now: Timestamp) {
        guard let batch = groups.takeBatch(now: now) else { return }
        _ = topics.produce(Produce(partition: GroupRecord.partition, batch: batch))
        parkedFetches.wake(by: GroupRecord.partition, from: topics, replies: &replies)
    }

    private mutating func produce(_ request: Produce, id: RequestID) {
        guard !request.partition.isInternal else {
            return reply(to: id, .produce(Produce.Response(error: .invalidTopic)))
        }
        let response = topics.produce(request)
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

    /// Kafka refuses unknown partitions one by one; here a request has one answer.
    private mutating func commit(_ request: OffsetCommit, now: Timestamp) -> ErrorCode? {
        guard request.offsets.allSatisfy({ topics.contains($0.partition) }) else {
            return .unknownTopicOrPartition
        }
        return groups.commit(request, now: now)
    }
}
