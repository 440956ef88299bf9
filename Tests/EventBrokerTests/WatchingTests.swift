import EventBroker
import EventLog
import Testing

@Suite("Watching a broker")
struct WatchingTests {
    private var scenario = Scenario { $0.isWatched = true }
    private let orders0 = TopicPartition("orders", 0)

    @Test("Without being asked for, there are no events")
    func off() {
        var scenario = Scenario()
        scenario.createOrders()
        _ = scenario.produce(1, to: 0)
        #expect(scenario.broker.takeEvents() == [])
    }

    @Test("What is appended, repeated, refused, read and deleted is told once, in order")
    mutating func records() {
        scenario.createOrders()
        let producer = scenario.makeProducer()
        let batch = producer.batch(2, from: 0)
        _ = scenario.produce(1, to: 0)
        for _ in 1...2 { _ = scenario.produce(batch) }
        _ = scenario.produce(producer.batch(1, from: 7))
        _ = scenario.read()
        _ = scenario.ask(.deleteRecords(DeleteRecords(partition: orders0, offset: 2)))
        _ = scenario.ask(.deleteTopic(DeleteTopic(name: "orders")))
        let id = producer.identity
        let expected: [BrokerEvent] = [
            .topicCreated("orders", partitions: 3),
            .producerBegan(transactionalID: nil, id),
            .appended(orders0, offset: 0, records: 1, by: nil),
            .appended(orders0, offset: 1, records: 2, by: id),
            .duplicate(orders0, offset: 1, by: id),
            .refused(orders0, .outOfOrderSequenceNumber, by: id),
            .fetched([orders0]),
            .truncated(orders0, offset: 2),
            .topicDeleted("orders"),
        ]
        #expect(scenario.broker.takeEvents() == expected)
        #expect(scenario.broker.takeEvents() == [])
    }

    @Test("Transactions are told with their ends, and fenced producers when they come")
    mutating func transactions() {
        scenario.createOrders()
        let first = scenario.makeProducer("one")
        scenario.add([0], to: first)
        scenario.end(first, commits: true)
        scenario.add([0], to: first)
        let second = scenario.makeProducer("one")
        scenario.end(first, commits: true)
        let fence = ProducerIdentity(id: first.identity.id, epoch: 1)
        let expected: [BrokerEvent] = [
            .producerBegan(transactionalID: "one", first.identity),
            .transactionBegan(transactionalID: "one", first.identity),
            .transactionCommitted(transactionalID: "one", first.identity),
            .transactionBegan(transactionalID: "one", first.identity),
            .transactionAborted(transactionalID: "one", fence),
            .producerBegan(transactionalID: "one", second.identity),
            .fenced(transactionalID: "one", first.identity),
        ]
        #expect(scenario.broker.takeEvents().dropFirst() == expected[...])
    }

    @Test("A group's generations, comings and goings are told, and commits with their refusals")
    mutating func groups() {
        scenario.createOrders()
        let member = scenario.reserveID(client: "a")
        _ = scenario.send(Scenario.join(member, client: "a"))
        _ = scenario.send(Scenario.sync(member, generation: 1))
        _ = scenario.send(Scenario.commit(member, generation: 1, offset: 4))
        _ = scenario.send(Scenario.commit(member, generation: 0))
        scenario.pass(Scenario.sessionTimeout)
        let other = scenario.reserveID(client: "b")
        _ = scenario.send(Scenario.join(other, client: "b"))
        _ = scenario.send(Scenario.leave(other))
        let events = scenario.broker.takeEvents().dropFirst()
        let told: [BrokerEvent] = [
            .generationBegan(group: "billing", generation: 1),
            .joined(group: "billing", memberID: member, generation: 1),
            .committed(group: "billing", [PartitionOffset(orders0, 4)]),
            .commitRefused(group: "billing", memberID: member, .illegalGeneration),
            .evicted(group: "billing", memberID: member),
            .generationBegan(group: "billing", generation: 2),
            .generationBegan(group: "billing", generation: 3),
            .joined(group: "billing", memberID: other, generation: 3),
            .left(group: "billing", memberID: other),
            .generationBegan(group: "billing", generation: 4),
        ]
        #expect(Array(events) == told)
    }
}
