import EventBroker
import EventLog
import Testing

@Suite("Transactions at the broker")
struct TransactionTests {
    private var scenario = Scenario()

    init() {
        scenario.createOrders()
    }

    @Test(
        "A read-committed reader sees nothing from the first open transaction on, not even what is committed behind it"
    )
    mutating func lastStableOffset() {
        var (one, other) = (scenario.makeProducer("one"), scenario.makeProducer("other"))
        _ = scenario.produce(2, to: 0)
        scenario.add([0], to: one)
        scenario.add([0], to: other)
        scenario.produce(1, by: &one)
        scenario.produce(1, by: &other)
        #expect(scenario.read()?.lastStableOffset == 2)
        scenario.end(other, commits: true)
        _ = scenario.produce(1, to: 0)

        let uncommitted = scenario.read()
        #expect(uncommitted?.batches.map(\.baseOffset) == [0, 2, 3, 4, 5])
        #expect(uncommitted?.lastStableOffset == 2)
        #expect(scenario.read(0, from: 0, .readCommitted)?.batches.map(\.baseOffset) == [0])
        #expect(scenario.read(0, from: 2, .readCommitted) == nil)

        scenario.end(one, commits: true)
        let committed = scenario.read(0, from: 0, .readCommitted)
        #expect(committed?.batches.count == 6)
        #expect(committed?.lastStableOffset == 7)
        #expect(committed?.aborted == [])
    }

    /// `UnifiedLog.maybeIncrementFirstUnstableOffset`.
    @Test(
        "Where an open transaction's first records were deleted, the last stable offset is the log's start"
    )
    mutating func lastStableOffsetAfterDeletion() {
        var producer = scenario.makeProducer("one")
        scenario.add([0], to: producer)
        scenario.produce(2, by: &producer)
        let orders = TopicPartition("orders", 0)
        _ = scenario.send(.deleteRecords(DeleteRecords(partition: orders, offset: -1)))
        let latest = ListOffsets(partition: orders, spec: .latest, isolation: .readCommitted)
        #expect(scenario.broker.offset(latest).offset == 2)
    }

    @Test(
        "A marker takes an offset in each partition of the transaction, also where nothing was written"
    )
    mutating func markers() {
        var producer = scenario.makeProducer("one")
        scenario.add([0, 1], to: producer)
        scenario.produce(2, by: &producer)
        scenario.end(producer, commits: true)
        let last = scenario.read()?.batches.last
        #expect(last?.marker == .commit)
        #expect(last?.baseOffset == 2)
        #expect(last?.producer == producer.identity)
        #expect(scenario.read(1)?.batches.map(\.marker) == [.commit])
        #expect(scenario.read(2) == nil)
    }

    @Test("The answer names the aborted transactions of which it holds records")
    mutating func abortedList() {
        var producer = scenario.makeProducer("one")
        for _ in 1...2 {
            scenario.add([0], to: producer)
            scenario.produce(1, by: &producer)
            scenario.end(producer, commits: false)
        }
        let id = producer.identity.id
        let both = [
            AbortedTransaction(producerID: id, firstOffset: 0),
            AbortedTransaction(producerID: id, firstOffset: 2),
        ]
        #expect(scenario.read(0, from: 0, .readCommitted)?.aborted == both)
        #expect(scenario.read(0, from: 1, .readCommitted)?.aborted == both)
        #expect(scenario.read(0, from: 2, .readCommitted)?.aborted == [both[1]])
        #expect(scenario.read(0, from: 0, .readUncommitted)?.aborted == [])
    }

    @Test("A long poll of a read-committed reader waits for the end of the transaction")
    mutating func longPoll() {
        var producer = scenario.makeProducer("one")
        scenario.add([0], to: producer)
        let position = PartitionOffset(TopicPartition("orders", 0), 0)
        let id = scenario.send(
            .fetch(
                Fetch(
                    positions: [position], maxWaitMilliseconds: 500, isolation: .readCommitted)))
        scenario.produce(1, by: &producer)
        #expect(scenario.answers[id] == nil)
        scenario.end(producer, commits: true)
        #expect(scenario.answers[id]?.fetch?.partitions.first?.batches.count == 2)
    }

    @Test("The latest offset of a read-committed reader is the last stable one")
    mutating func latest() {
        var producer = scenario.makeProducer("one")
        scenario.add([0], to: producer)
        scenario.produce(1, by: &producer)
        let partition = TopicPartition("orders", 0)
        let latest = ListOffsets(partition: partition, spec: .latest, isolation: .readCommitted)
        #expect(
            scenario.ask(.listOffsets(latest))
                == .listOffsets(ListOffsets.Response(offsets: [PartitionOffset(partition, 0)])))
        scenario.end(producer, commits: false)
        #expect(
            scenario.ask(.listOffsets(latest))
                == .listOffsets(ListOffsets.Response(offsets: [PartitionOffset(partition, 2)])))
    }

    @Test(
        "A producer writes only to partitions that it has named, and only while its transaction is open"
    )
    mutating func verification() {
        var producer = scenario.makeProducer("one")
        let early = producer
        #expect(scenario.produce(early.batch(1, from: 0), by: "one")?.error == .invalidTxnState)
        scenario.add([0], to: producer)
        #expect(scenario.produce(1, by: &producer)?.error == nil)
        let batch = producer.batch(1, from: 0)
        #expect(scenario.produce(batch, by: "one", to: 1)?.error == .invalidTxnState)
        let plain = producer.batch(1, from: 1, transactional: false)
        #expect(scenario.produce(plain)?.error == .invalidTxnState)
        scenario.end(producer, commits: true)
        #expect(scenario.produce(1, by: &producer)?.error == .invalidTxnState)
        #expect(scenario.add([7], to: producer) == .unknownTopicOrPartition)
    }

    @Test("Who is not the transactional id's producer is told so, and an earlier life is fenced")
    mutating func strangers() {
        let producer = scenario.makeProducer("one")
        var stranger = producer
        stranger.identity.id += 5
        #expect(scenario.add([0], to: stranger) == .invalidProducerIDMapping)
        #expect(scenario.end(stranger, commits: true) == .invalidProducerIDMapping)
        let next = scenario.makeProducer("one")
        #expect(next.identity == ProducerIdentity(id: producer.identity.id, epoch: 1))
        #expect(scenario.add([0], to: producer) == .producerFenced)
        #expect(scenario.addOffsets(to: producer) == .producerFenced)
        #expect(scenario.end(producer, commits: true) == .producerFenced)
    }
}

@Suite("How a transaction ends")
struct TransactionEndTests {
    private var scenario = Scenario()

    init() {
        scenario.createOrders()
    }

    /// `TransactionCoordinator.endTransaction`.
    @Test("The same decision again is no error, the opposite one is", arguments: [true, false])
    mutating func endAgain(commits: Bool) {
        let producer = scenario.makeProducer("one")
        #expect(scenario.end(producer, commits: commits) == .invalidTxnState)
        scenario.add([0], to: producer)
        #expect(scenario.end(producer, commits: commits) == nil)
        #expect(scenario.end(producer, commits: commits) == nil)
        #expect(scenario.end(producer, commits: !commits) == .invalidTxnState)
        #expect(scenario.read()?.batches.count == 1)
    }

    @Test("While the markers are being written, nothing else can begin")
    mutating func markersTakeTime() {
        scenario = Scenario { $0.transactionMarkerDelayMilliseconds = 20 }
        scenario.createOrders()
        var producer = scenario.makeProducer("one")
        scenario.add([0], to: producer)
        scenario.produce(1, by: &producer)
        #expect(scenario.end(producer, commits: true) == nil)
        #expect(scenario.read(0, from: 0, .readCommitted) == nil)
        #expect(scenario.add([0], to: producer) == .concurrentTransactions)
        #expect(scenario.end(producer, commits: true) == .concurrentTransactions)
        #expect(scenario.end(producer, commits: false) == .invalidTxnState)
        #expect(scenario.initialise("one")?.error == .concurrentTransactions)
        scenario.pass(20)
        #expect(scenario.read(0, from: 0, .readCommitted)?.batches.count == 2)
        #expect(scenario.add([0], to: producer) == nil)
    }

    @Test("A new life aborts the open transaction of the one before, under a larger epoch")
    mutating func fencing() {
        var zombie = scenario.makeProducer("one")
        scenario.add([0], to: zombie)
        scenario.produce(1, by: &zombie)
        #expect(scenario.initialise("one")?.error == .concurrentTransactions)
        let next = scenario.initialise("one")?.producer
        #expect(next == ProducerIdentity(id: zombie.identity.id, epoch: 2))
        let marker = scenario.read()?.batches.last
        #expect(marker?.marker == .abort)
        #expect(marker?.producer?.epoch == 1)
        #expect(scenario.produce(1, by: &zombie)?.error == .invalidProducerEpoch)
        #expect(scenario.end(zombie, commits: true) == .producerFenced)
        #expect(scenario.read(0, from: 0, .readCommitted)?.aborted.count == 1)
    }

    @Test("A transaction that lasts longer than its timeout is aborted, and its producer fenced")
    mutating func timeout() throws {
        let identity = scenario.initialise("one", timeout: 5_000)?.producer
        var producer = TestProducer(transactionalID: "one", identity: try #require(identity))
        scenario.pass(3_000)
        scenario.add([0], to: producer)
        scenario.produce(1, by: &producer)
        scenario.pass(4_999)
        #expect(scenario.read()?.batches.count == 1)
        scenario.pass(1)
        #expect(scenario.read()?.batches.last?.marker == .abort)
        #expect(scenario.produce(1, by: &producer)?.error == .invalidProducerEpoch)
        #expect(scenario.end(producer, commits: true) == .producerFenced)
        #expect(scenario.initialise("one")?.producer?.epoch == 2)
    }

    @Test("A timeout is at most 15 minutes", arguments: [0, 900_001])
    mutating func timeoutLimit(timeout: Int64) {
        #expect(scenario.initialise("one", timeout: timeout)?.error == .invalidTransactionTimeout)
        #expect(scenario.initialise("one", timeout: 900_000)?.error == nil)
    }

    @Test("A transactional id that nobody has used for a week is forgotten")
    mutating func idExpiry() {
        let first = scenario.makeProducer("one")
        scenario.pass(604_799_999)
        #expect(scenario.add([0], to: first) == nil)
        scenario.end(first, commits: true)
        scenario.pass(604_800_000)
        #expect(scenario.add([0], to: first) == .invalidProducerIDMapping)
        #expect(scenario.makeProducer("one").identity.id != first.identity.id)
        #expect(scenario.broker.nextDeadline != nil)
    }

    /// KIP-360.
    @Test("A producer may raise its own epoch, and learns the same one if it asks again")
    mutating func ownEpoch() {
        let first = scenario.makeProducer("one").identity
        let second = scenario.initialise("one", current: first)?.producer
        #expect(second?.epoch == 1)
        #expect(scenario.initialise("one", current: first)?.producer == second)
        #expect(scenario.initialise("one", current: second)?.producer?.epoch == 2)
        #expect(scenario.initialise("one", current: first)?.error == .producerFenced)
    }

    @Test("When its epochs are used up, a transactional id gets another producer id")
    mutating func epochsUsedUp() {
        let first = scenario.makeProducer("one").identity
        var last = first
        for _ in 0..<Int(Int16.max) - 1 { last = scenario.makeProducer("one").identity }
        #expect(last == ProducerIdentity(id: first.id, epoch: .max - 1))
        let next = scenario.makeProducer("one").identity
        #expect(next.id != first.id)
        #expect(next.epoch == 0)
    }

    @Test("Kafka's table of transitions", arguments: TransactionState.allCases)
    func transitions(state: TransactionState) {
        let table: [TransactionState: [TransactionState]] = [
            .empty: [.empty, .ongoing, .dead],
            .ongoing: [.ongoing, .prepareCommit, .prepareAbort, .prepareEpochFence],
            .prepareCommit: [.completeCommit],
            .prepareAbort: [.completeAbort],
            .completeCommit: [.empty, .ongoing, .dead],
            .completeAbort: [.empty, .ongoing, .dead],
            .dead: [],
            .prepareEpochFence: [.prepareAbort],
        ]
        #expect(TransactionState.allCases.filter { $0.mayFollow(state) } == table[state])
    }
}

@Suite("A group's offsets in a transaction")
struct TransactionalOffsetTests {
    private var scenario = Scenario.stable()

    @Test(
        "They count when the transaction is committed; until then the committed ones are unstable")
    mutating func commit() {
        let producer = scenario.makeProducer("one")
        #expect(scenario.addOffsets(to: producer) == nil)
        #expect(scenario.commit(3, in: producer, memberID: "a-1", generation: 2) == nil)
        #expect(scenario.offsets()?.error == .unstableOffsetCommit)
        scenario.end(producer, commits: true)
        #expect(scenario.offsets()?.error == nil)
        #expect(scenario.committed() == 3)
    }

    @Test("Who asks for all that the group has committed learns as well that it may yet change")
    mutating func unstableAmongAll() {
        let producer = scenario.makeProducer("one")
        _ = scenario.send(Scenario.commit("a-1", generation: 2, offset: 1))
        _ = scenario.addOffsets(to: producer)
        _ = scenario.commit(3, in: producer)
        let all = OffsetFetch(groupID: "billing", partitions: [])
        #expect(scenario.broker.committed(all).error == .unstableOffsetCommit)
    }

    /// `OffsetMetadataManager.onPartitionsDeleted` deletes pending offsets too.
    @Test("With their topic they are gone: a new one of its name has no committed offset")
    mutating func topicDeleted() {
        let producer = scenario.makeProducer("one")
        _ = scenario.addOffsets(to: producer)
        _ = scenario.commit(3, in: producer)
        _ = scenario.send(.deleteTopic(DeleteTopic(name: "orders")))
        scenario.createOrders()
        scenario.end(producer, commits: true)
        #expect(scenario.committed() == -1)
    }

    @Test("They are gone when it is aborted")
    mutating func abort() {
        let producer = scenario.makeProducer("one")
        _ = scenario.addOffsets(to: producer)
        _ = scenario.commit(3, in: producer, memberID: "a-1", generation: 2)
        scenario.end(producer, commits: false)
        #expect(scenario.offsets()?.error == nil)
        #expect(scenario.committed() == -1)
    }

    /// KIP-447, and `ClassicGroup.validateOffsetCommit` for transactional commits.
    @Test("Member and generation are checked, but a producer need not say them")
    mutating func fencing() {
        let producer = scenario.makeProducer("one")
        _ = scenario.addOffsets(to: producer)
        #expect(
            scenario.commit(3, in: producer, memberID: "a-1", generation: 1) == .illegalGeneration)
        #expect(
            scenario.commit(3, in: producer, memberID: "z-9", generation: 2) == .unknownMemberID)
        #expect(scenario.commit(3, in: producer) == nil)
    }

    @Test("Nobody commits for a group outside of a transaction that has taken it in")
    mutating func order() {
        let producer = scenario.makeProducer("one")
        #expect(scenario.commit(3, in: producer) == .invalidTxnState)
        scenario.add([0], to: producer)
        #expect(scenario.commit(3, in: producer) == .invalidTxnState)
        #expect(scenario.addOffsets(to: producer, groupID: "") == .invalidGroupID)
        _ = scenario.addOffsets(to: producer)
        _ = scenario.makeProducer("one")
        #expect(scenario.commit(3, in: producer) == .invalidProducerEpoch)
    }
}

extension Scenario {
    fileprivate mutating func offsets() -> OffsetFetch.Response? {
        let request = OffsetFetch(groupID: "billing", partitions: [TopicPartition("orders", 0)])
        guard case .offsetFetch(let response) = ask(.offsetFetch(request)) else { return nil }
        return response
    }
}
