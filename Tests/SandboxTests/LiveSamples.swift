import EventBroker
import EventLog

@testable import Eventlings

/// One of each thing that a process beside the sandbox may send or hear.
enum LiveSamples {
    private static let partition = TopicPartition("orders", 1)
    private static let place = PartitionOffset(partition, 7)
    private static let producer = ProducerIdentity(id: 3, epoch: 1)
    private static let batch = RecordBatch([
        Record(
            timestamp: Timestamp(milliseconds: 1_767_225_600_000), key: [1], value: [2, 255],
            headers: [])
    ])
    private static let commit = OffsetCommit(
        groupID: "g", memberID: "m", groupInstanceID: "i", generation: 2, offsets: [place],
        isAutomatic: true)

    static let requests: [BrokerRequest] = [
        .createTopic(CreateTopic(name: "orders", partitions: 2)),
        .deleteTopic(DeleteTopic(name: "orders")),
        .createPartitions(CreatePartitions(name: "orders", partitions: 3)),
        .metadata(FetchMetadata(topics: ["orders"])),
        .produce(Produce(partition: partition, batch: batch, transactionalID: "t")),
        .deleteRecords(DeleteRecords(partition: partition, offset: -1)),
        .fetch(Fetch(positions: [place], maxWaitMilliseconds: 500, isolation: .readCommitted)),
        .listOffsets(
            ListOffsets(partition: partition, spec: .at(Timestamp(milliseconds: 9)))),
        .joinGroup(
            JoinGroup(
                groupID: "g", memberID: "", clientID: "two-lines-1",
                sessionTimeoutMilliseconds: 10_000, rebalanceTimeoutMilliseconds: 300_000,
                assignors: [
                    .init(
                        name: "range",
                        subscription: Subscription(
                            topics: ["orders"], ownedPartitions: [partition], generation: 4))
                ])),
        .syncGroup(
            SyncGroup(
                groupID: "g", memberID: "m", generation: 4,
                assignments: [.init(memberID: "m", partitions: [partition])])),
        .heartbeat(Heartbeat(groupID: "g", memberID: "m", generation: 4)),
        .leaveGroup(LeaveGroup(groupID: "g", memberID: "m", groupInstanceID: "i")),
        .describeGroup(DescribeGroup(groupID: "g")),
        .listGroups(ListGroups(states: [.stable])),
        .deleteGroup(DeleteGroup(groupID: "g")),
        .deleteOffsets(DeleteOffsets(groupID: "g", partitions: [partition])),
        .offsetCommit(commit),
        .offsetFetch(OffsetFetch(groupID: "g", partitions: [partition])),
        .initProducerID(InitProducerID(transactionalID: "t", current: producer)),
        .addPartitionsToTxn(
            AddPartitionsToTxn(
                transactionalID: "t", producer: producer, partitions: [partition])),
        .addOffsetsToTxn(
            AddOffsetsToTxn(transactionalID: "t", producer: producer, groupID: "g")),
        .txnOffsetCommit(
            TxnOffsetCommit(transactionalID: "t", producer: producer, commit: commit)),
        .endTxn(EndTxn(transactionalID: "t", producer: producer, commits: true)),
    ]

    static let responses: [BrokerResponse] = [
        .done(nil),
        .done(.rebalanceInProgress),
        .metadata(.init(topics: [.init(name: "orders", partitions: 2)])),
        .produce(.init(baseOffset: 5, appendTime: Timestamp(milliseconds: 8))),
        .deleteRecords(.init(logStartOffset: 3)),
        .fetch(
            .init(partitions: [
                .init(
                    partition: partition, logStartOffset: 0, highWatermark: 8,
                    lastStableOffset: 8, batches: [batch],
                    aborted: [AbortedTransaction(producerID: 3, firstOffset: 2)])
            ])),
        .listOffsets(.init(offsets: [place])),
        .joinGroup(
            .init(
                generation: 1, assignor: "range", leaderID: "m", memberID: "m",
                members: [.init(id: "m", subscription: Subscription(topics: ["orders"]))])),
        .syncGroup(.init(partitions: [partition])),
        .describeGroup(
            .init(
                state: .stable, generation: 1, assignor: "range",
                members: [.init(id: "m", clientID: "c", partitions: [partition])])),
        .listGroups(.init(groups: [.init(id: "g", state: .empty)])),
        .offsetFetch(.init(offsets: [place], error: .unstableOffsetCommit)),
        .initProducerID(.init(producer: producer)),
    ]

    static let calls: [ServiceRequest] = [
        .pack(orderId: "order-1"), .reserve(orderId: "order-1"),
        .charge(ChargeRequest(amount: Money(cents: 4_050), token: "tok", key: "order-1")),
        .print(orderId: "order-1"),
        .show(TrackedStep(eventID: "e", orderId: "order-1", type: "OrderPaid")),
        .deliver(Mail(to: "ada", subject: "Hello", text: "…")), .begin,
        .changes(after: 3, table: "stock", limit: 10),
    ]

    static let answers: [ServiceAnswer] = [
        .done, .keyReused, .unavailable, .refused("never"), .conflict, .changes([]),
        .snapshot(DatabaseState(rows: [("stock", "pot", ["quantity": 3, "name": "Pot"])])),
    ]

    static let acts: [LivePause.Act] =
        requests.enumerated().map { .ask($0.offset, $0.element) }
        + calls.enumerated().map { .call($0.offset, $0.element) }
        + [.print("hello\n"), .keepAlive(memberID: "m", until: 300_000), .interrupt]

    static let arrivals: [LiveTurn.Arrival] =
        responses.enumerated().map { .answered($0.offset, $0.element) }
        + answers.enumerated().map { .served($0.offset, $0.element) }
        + [.unanswered(1, isInterrupted: true)]
}
