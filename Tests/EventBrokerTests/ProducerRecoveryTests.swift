import EventLog
import Testing

@testable import EventBroker

@Suite("What a broker knows of producers and transactions outlasts it in its logs")
struct ProducerRecoveryTests {
    @Test(
        "The state told from a partition's batches is the live one, after any course of things",
        arguments: 1...40 as ClosedRange<UInt64>)
    func rebuiltStates(seed: UInt64) throws {
        var life = RandomLife(seed: seed)
        for _ in 1...200 { life.step() }
        let partitions = life.scenario.broker.topics.topics.flatMap(\.partitions)
        for partition in partitions {
            #expect(try Partition(recovering: partition.log) == partition)
        }
        let recovered = try Broker(
            options: life.scenario.broker.topics.options,
            recovering: life.scenario.recoveredTopics)
        #expect(recovered.topics == life.scenario.broker.topics)
        #expect(
            recovered.transactions.transactions == life.scenario.broker.transactions.transactions)
    }

    @Test(
        "A commit that was decided is carried out by the broker that recovers it",
        arguments: [true, false])
    func preparedTransaction(commits: Bool) throws {
        var before = Scenario {
            $0.keepsInternalTopics = true
            $0.transactionMarkerDelayMilliseconds = 20
        }
        before.createOrders()
        var producer = before.makeProducer("one")
        before.add([0, 1], to: producer)
        before.produce(2, by: &producer)
        #expect(before.addOffsets(to: producer) == nil)
        #expect(before.commit(5, in: producer) == nil)
        #expect(before.end(producer, commits: commits) == nil)
        #expect(before.read()?.batches.count == 1)

        var after = Scenario(
            broker: try Broker(
                options: before.broker.topics.options, recovering: before.recoveredTopics))
        after.pass(20)
        #expect(after.read()?.batches.last?.marker == (commits ? .commit : .abort))
        #expect(after.read(1)?.batches.count == 1)
        #expect(after.committed() == (commits ? 5 : -1))
        #expect(after.end(producer, commits: commits) == nil)
        after.pass(60_000)
        #expect(after.read()?.batches.count == 2)
    }

    @Test("An open transaction is still open, and times out")
    func openTransaction() throws {
        var before = Scenario { $0.keepsInternalTopics = true }
        before.createOrders()
        var producer = before.makeProducer("one")
        before.add([0], to: producer)
        before.produce(1, by: &producer)

        var after = Scenario(
            broker: try Broker(
                options: before.broker.topics.options, recovering: before.recoveredTopics))
        #expect(after.produce(1, by: &producer)?.error == nil)
        #expect(after.read(0, from: 0, .readCommitted) == nil)
        after.pass(60_000)
        #expect(after.read()?.batches.last?.marker == .abort)
    }

    @Test("A producer id is never handed out twice", arguments: [true, false])
    func producerIDs(keepsInternalTopics: Bool) throws {
        var before = Scenario { $0.keepsInternalTopics = keepsInternalTopics }
        before.createOrders()
        var last = before.makeProducer()
        before.produce(1, by: &last)
        if keepsInternalTopics { last = before.makeProducer() }
        var after = Scenario(
            broker: try Broker(
                options: before.broker.topics.options, recovering: before.recoveredTopics))
        #expect(after.makeProducer().identity.id > last.identity.id)
    }

    @Test("Its own topic is for the broker alone to write to")
    func internalTopic() {
        var scenario = Scenario { $0.keepsInternalTopics = true }
        scenario.createOrders()
        let producer = scenario.makeProducer("one")
        let request = Produce(
            partition: TopicPartition("__transaction_state", 0),
            batch: producer.batch(1, from: 0, transactional: false))
        #expect(scenario.ask(.produce(request))?.error == .invalidTopic)
        let state = scenario.broker.topics.topics.last
        #expect(state?.configuration.cleanupPolicy == .compact)
        #expect(state?.partitions.first?.log.endOffset == 2)
    }
}

extension Scenario {
    fileprivate var recoveredTopics: [Broker.RecoveredTopic] {
        broker.topics.topics.map { topic in
            Broker.RecoveredTopic(
                name: topic.name, configuration: topic.configuration,
                logs: topic.partitions.map(\.log))
        }
    }
}

/// Producers of both kinds doing whatever comes to their minds, right and wrong.
private struct RandomLife {
    var scenario = Scenario { $0.keepsInternalTopics = true }
    private var producers: [TestProducer] = []
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        scenario.createOrders()
        producers =
            [scenario.makeProducer(), scenario.makeProducer()]
            + ["one", "two", "three"].map { scenario.makeProducer($0) }
    }

    mutating func step() {
        let index = Int.random(in: producers.indices, using: &random)
        let partition = Int.random(in: 0..<3, using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0...3: scenario.produce(2, by: &producers[index], to: partition)
        case 4:
            let sequence = max(0, producers[index].next[partition, default: 0] - 2)
            let batch = producers[index].batch(2, from: sequence)
            _ = scenario.produce(
                batch, by: producers[index].transactionalID, to: partition)
        case 5, 6: scenario.add([partition], to: producers[index])
        case 7, 8: scenario.end(producers[index], commits: Bool.random(using: &random))
        case 9: producers[index] = scenario.makeProducer(producers[index].transactionalID)
        case 10: scenario.pass(Int64.random(in: 0..<30_000, using: &random))
        default: _ = scenario.produce(1, to: partition)
        }
    }
}
