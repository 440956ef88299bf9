import EventBroker
import EventClient
import EventLog
import Testing

@Suite("A consumer joins its group", .ends)
struct JoiningTests {
    @Test("The first poll joins, and reads all partitions from the earliest record")
    func firstPoll() async throws {
        let world = try await LiveWorld(["orders": 2])
        try await world.append(["a", "b"], to: orders0)
        try await world.append(["c"], to: orders1)
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["orders"])
        #expect(consumer.assignment == [])
        #expect(try await consumer.pollTexts() == ["a", "b", "c"])
        #expect(consumer.assignment == [orders0, orders1])
    }

    @Test("Joining takes two JoinGroups, since the coordinator gives the member id first")
    func requestsOfFirstPoll() async throws {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection)
        try await consumer.subscribe(to: ["orders"])
        _ = try await consumer.pollTexts()
        #expect(
            connection.names == [
                "joinGroup", "joinGroup", "metadata", "syncGroup", "offsetFetch", "listOffsets",
                "fetch",
            ])
    }

    @Test("A record arrives with its key, value, headers, timestamp and place")
    func wholeRecord() async throws {
        let world = try await LiveWorld(["orders": 1])
        world.clock.advance(by: .seconds(7))
        let record = ProducerRecord(
            topic: "orders", key: "order-1", value: [1, 2], headers: [Header("trace", [9])])
        _ = try await world.cluster.makeProducer().send(record).metadata
        let consumer = world.makeConsumer()
        try await consumer.assign([orders0])
        let received = try #require(try await consumer.poll(timeout: .zero).first)
        #expect(received.key == "order-1")
        #expect(received.value == [1, 2])
        #expect(received.headers == [Header("trace", [9])])
        #expect(received.timestamp == Timestamp(milliseconds: 7_000))
        #expect((received.topic, received.partition, received.offset) == ("orders", 0, 0))
    }

    @Test("A poll that waits returns when a record comes")
    func wokenByRecord() async throws {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection)
        try await consumer.subscribe(to: ["orders"])
        let poll = Task { try await consumer.poll().map(\.text) }
        await connection.hasSent("fetch")
        try await world.append(["a"], to: orders0)
        #expect(try await poll.value == ["a"])
    }

    @Test("A poll without records returns when its timeout is over")
    func timeout() async throws {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection)
        try await consumer.subscribe(to: ["orders"])
        let poll = Task { try await consumer.poll(timeout: .seconds(2)).map(\.text) }
        await connection.hasSent("fetch")
        world.clock.advance(by: .seconds(2))
        #expect(try await poll.value == [])
    }

    @Test("A group reads several topics, each shared out by itself")
    func severalTopics() async throws {
        let world = try await LiveWorld(["orders": 1, "payments": 1, "other": 1])
        try await world.append(["o"], to: orders0)
        try await world.append(["p"], to: TopicPartition("payments", 0))
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["payments", "orders", "orders"])
        #expect(try await consumer.pollTexts() == ["o", "p"])
        #expect(consumer.assignment == [orders0, TopicPartition("payments", 0)])
    }

    @Test("A session timeout outside the broker's limits is refused, with the limits")
    func invalidSessionTimeout() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer { $0.sessionTimeout = .seconds(1) }
        try await consumer.subscribe(to: ["orders"])
        let error = await #expect(throws: ConsumerError.self) { _ = try await consumer.poll() }
        #expect("\(try #require(error))".contains("6 s to 30 min"))
    }

    @Test("A group without a name is refused, and it is said what it needs")
    func emptyGroup() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer { $0.groupID = "" }
        try await consumer.subscribe(to: ["orders"])
        let error = await #expect(throws: ConsumerError.self) { _ = try await consumer.poll() }
        #expect("\(try #require(error))".contains("give the group a name"))
    }
}
