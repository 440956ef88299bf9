import EventBroker
import EventLog
import Testing

@Suite("What a topic takes")
struct LimitTests {
    @Test("A topic whose name differs from another's only in dots and underscores is refused")
    func collidingNames() {
        var scenario = Scenario()
        #expect(scenario.create("orders.v1_eu") == nil)
        #expect(scenario.create("orders_v1.eu") == .invalidTopic)
        #expect(scenario.create("orders-v1.eu") == nil)
        #expect(scenario.create("orders.v1_eu") == .topicAlreadyExists)
    }

    @Test("A topic may take smaller or larger batches than its broker")
    func maxMessageBytes() {
        var scenario = Scenario()
        scenario.create("orders") { $0.maxMessageBytes = 100 }
        #expect(scenario.produce(1, to: 0, valueBytes: 20)?.error == nil)
        #expect(scenario.produce(1, to: 0, valueBytes: 40)?.error == .messageTooLarge)
    }

    @Test("In a compacted topic every record needs a key")
    func keysForCompaction() {
        var scenario = Scenario()
        scenario.create("orders") { $0.cleanupPolicy = .compactAndDelete }
        #expect(scenario.produce(1, to: 0)?.error == .invalidRecord)
        let producer = scenario.makeProducer()
        #expect(scenario.produce(producer.batch(2, from: 0))?.error == nil)
    }

    @Test("Where the topic says so, records bear the moment at which they were appended")
    func appendTime() throws {
        var scenario = Scenario()
        scenario.create("orders") { $0.timestampType = .appendTime }
        scenario.pass(7_000)
        let moment = Timestamp(milliseconds: 7_000)
        #expect(scenario.produce(2, to: 0) == .init(baseOffset: 0, appendTime: moment))
        let batch = try #require(scenario.read()?.batches.first)
        #expect(try batch.records().map(\.timestamp) == [moment, moment])

        let producer = scenario.makeProducer()
        let numbered = producer.batch(1, from: 0)
        _ = scenario.produce(numbered)
        scenario.pass(1_000)
        #expect(scenario.produce(numbered) == .init(baseOffset: 2, appendTime: moment))
    }

    @Test(
        "When all logs together are as large as they may be, nothing more is taken until something goes"
    )
    func memory() {
        var scenario = Scenario { $0.maxLogBytes = 190 }
        scenario.create("orders")
        scenario.create("invoices")
        #expect(scenario.produce(1, to: 0, valueBytes: 60)?.error == nil)
        #expect(scenario.produce(1, to: 0, valueBytes: 60)?.error == .kafkaStorageError)
        #expect(scenario.produce(1, to: 0, valueBytes: 1)?.error == .kafkaStorageError)
        _ = scenario.deleteRecords(before: -1)
        #expect(scenario.produce(1, to: 0, valueBytes: 60) == .init(baseOffset: 1))
        _ = scenario.ask(.deleteTopic(DeleteTopic(name: "orders")))
        scenario.create("orders")
        #expect(scenario.produce(1, to: 0, valueBytes: 60) == .init(baseOffset: 0))
    }
}

@Suite("Deleting")
struct DeletingTests {
    private var scenario = Scenario.stable()

    @Test("Records before an offset can't be read any more; the others keep their offsets")
    mutating func records() {
        for _ in 1...3 { _ = scenario.produce(2, to: 0) }
        #expect(scenario.deleteRecords(before: 3) == .init(logStartOffset: 3))
        #expect(scenario.read(0, from: 2)?.error == .offsetOutOfRange)
        #expect(scenario.read(0, from: 3)?.batches.map(\.baseOffset) == [2, 4])
        #expect(scenario.read(0, from: 3)?.logStartOffset == 3)
        #expect(scenario.deleteRecords(before: 1) == .init(logStartOffset: 3))
        #expect(scenario.deleteRecords(before: -1) == .init(logStartOffset: 6))
        #expect(scenario.produce(1, to: 0)?.baseOffset == 6)
        #expect(scenario.deleteRecords(before: 8).error == .offsetOutOfRange)
        #expect(scenario.deleteRecords(before: -2).error == .offsetOutOfRange)
        #expect(scenario.deleteRecords(before: 0, in: 9).error == .unknownTopicOrPartition)
    }

    @Test("A topic goes with its records and with what was committed for it")
    mutating func topic() {
        _ = scenario.produce(2, to: 0)
        _ = scenario.send(Scenario.commit("a-1", generation: 2, offset: 1))
        let position = PartitionOffset(TopicPartition("orders", 1), 0)
        let waiting = scenario.send(
            .fetch(Fetch(positions: [position], maxWaitMilliseconds: 500)))
        let request = BrokerRequest.deleteTopic(DeleteTopic(name: "orders"))
        #expect(scenario.ask(request) == .done(nil))
        #expect(
            scenario.answers[waiting]?.fetch?.partitions.map(\.error) == [.unknownTopicOrPartition])
        #expect(scenario.produce(1, to: 0)?.error == .unknownTopicOrPartition)
        #expect(scenario.ask(request) == .done(.unknownTopicOrPartition))
        scenario.createOrders()
        #expect(scenario.committed() == -1)
        #expect(scenario.produce(1, to: 0)?.baseOffset == 0)
    }

    @Test("Aborted transactions are forgotten with their records")
    mutating func abortedTransactions() {
        var producer = scenario.makeProducer("one")
        for _ in 1...2 {
            scenario.add([0], to: producer)
            scenario.produce(1, by: &producer)
            scenario.end(producer, commits: false)
        }
        _ = scenario.deleteRecords(before: 2)
        #expect(scenario.read(0, from: 2, .readCommitted)?.aborted.map(\.firstOffset) == [2])
    }
}

extension Scenario {
    @discardableResult
    fileprivate mutating func create(
        _ name: String, _ change: (inout TopicConfiguration) -> Void = { _ in }
    ) -> ErrorCode? {
        var configuration = TopicConfiguration()
        change(&configuration)
        let request = CreateTopic(name: name, partitions: 1, configuration: configuration)
        return ask(.createTopic(request))?.error
    }

    fileprivate mutating func deleteRecords(
        before offset: Int64, in partition: Int = 0
    ) -> DeleteRecords.Response {
        let request = DeleteRecords(
            partition: TopicPartition("orders", partition), offset: offset)
        guard case .deleteRecords(let response) = ask(.deleteRecords(request)) else {
            return DeleteRecords.Response(error: .invalidRequest)
        }
        return response
    }
}
