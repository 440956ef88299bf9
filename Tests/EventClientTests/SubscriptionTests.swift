import EventBroker
import EventClient
import Testing

@Suite("What a consumer reads", .ends)
struct SubscriptionTests {
    private let journal = Journal()
    private let payments = TopicPartition("payments", 0)

    @Test("Subscribing to other topics gives the old partitions back before the new ones come")
    func otherTopics() async throws {
        let (world, consumer) = try await subscribed()
        try await world.append(["p"], to: payments)
        try await subscribe(consumer, to: ["payments"])
        #expect(try await consumer.pollTexts() == ["p"])
        #expect(journal.entries == ["got orders-0", "gave up orders-0", "got payments-0"])
    }

    @Test("Subscribing to the same topics again rebalances nothing")
    func sameTopics() async throws {
        let (_, consumer) = try await subscribed()
        try await subscribe(consumer, to: ["orders"])
        _ = try await consumer.pollTexts()
        #expect(journal.entries == ["got orders-0"])
    }

    @Test("subscribe and assign exclude each other until unsubscribe")
    func mixed() async throws {
        let (world, consumer) = try await subscribed()
        await #expect(throws: ConsumerError.mixedSubscription) {
            try await consumer.assign([payments])
        }
        try await consumer.unsubscribe()
        try await consumer.assign([payments])
        try await world.append(["p"], to: payments)
        #expect(try await consumer.pollTexts() == ["p"])
        await #expect(throws: ConsumerError.mixedSubscription) {
            try await consumer.subscribe(to: ["orders"])
        }
    }

    @Test("unsubscribe gives up, leaves the group, and the next poll has nothing to read")
    func unsubscribe() async throws {
        let (world, consumer) = try await subscribed()
        try await consumer.subscribe(to: [])
        #expect(journal.entries == ["got orders-0", "gave up orders-0"])
        await #expect(throws: ConsumerError.notSubscribed) { _ = try await consumer.pollTexts() }
        let next = world.makeConsumer()
        try await next.subscribe(to: ["orders"])
        _ = try await next.pollTexts()
        #expect(next.assignment == [orders0])
    }

    @Test("assign again keeps the positions of partitions that stay, once each")
    func assignAgain() async throws {
        let world = try await LiveWorld(["orders": 2])
        try await world.append(["a", "b"], to: orders0)
        try await world.append(["x"], to: orders1)
        let consumer = world.makeConsumer { $0.maxPollRecords = 1 }
        try await consumer.assign([orders0])
        #expect(try await consumer.pollTexts() == ["a"])
        try await consumer.assign([orders1, orders0, orders0])
        #expect(consumer.assignment == [orders0, orders1])
        #expect(try await consumer.position(of: orders0) == 1)
        #expect(try await consumer.pollTexts() == ["b"])
        #expect(try await consumer.pollTexts() == ["x"])
        #expect(try await consumer.pollTexts() == [])
    }

    @Test("A partition that doesn't exist is an error, of the poll and of position")
    func unknownPartition() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer()
        try await consumer.assign([orders1])
        await #expect(throws: ConsumerError.unknownTopic("orders")) {
            _ = try await consumer.pollTexts()
        }
        await #expect(throws: ConsumerError.unknownTopic("orders")) {
            _ = try await consumer.position(of: orders1)
        }
        try consumer.seek(to: 0, in: orders1)
        await #expect(throws: ConsumerError.unknownTopic("orders")) {
            _ = try await consumer.pollTexts()
        }
    }

    @Test("A closed consumer refuses everything but another close")
    func closed() async throws {
        let (_, consumer) = try await subscribed()
        try await consumer.close()
        try await consumer.close()
        await #expect(throws: ConsumerError.closed) { _ = try await consumer.poll() }
        await #expect(throws: ConsumerError.closed) { try await consumer.commit() }
        await #expect(throws: ConsumerError.closed) { try await consumer.subscribe(to: ["orders"]) }
        await #expect(throws: ConsumerError.closed) { try await consumer.assign([orders0]) }
        await #expect(throws: ConsumerError.closed) { try await consumer.unsubscribe() }
        await #expect(throws: ConsumerError.closed) { _ = try await consumer.committed(orders0) }
        #expect(throws: ConsumerError.closed) { try consumer.seek(to: 0, in: orders0) }
        #expect(ConsumerError.closed.isFatal)
    }

    @Test("close leaves the group even if onRevoked throws, and says so")
    func closeWithThrowingCallback() async throws {
        struct OutOfPaper: Error {}
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["orders"], onRevoked: { _ in throw OutOfPaper() })
        _ = try await consumer.pollTexts()
        await #expect(throws: OutOfPaper.self) { try await consumer.close() }
        await #expect(throws: ConsumerError.closed) { _ = try await consumer.poll() }
        let next = world.makeConsumer()
        try await next.subscribe(to: ["orders"])
        _ = try await next.pollTexts()
        #expect(next.assignment == [orders0])
    }

    private func subscribed() async throws -> (LiveWorld, Consumer) {
        let world = try await LiveWorld(["orders": 1, "payments": 1])
        let consumer = world.makeConsumer()
        try await subscribe(consumer, to: ["orders"])
        _ = try await consumer.pollTexts()
        return (world, consumer)
    }

    private func subscribe(_ consumer: Consumer, to topics: [String]) async throws {
        try await consumer.subscribe(
            to: topics, onAssigned: journal.callback("got"),
            onRevoked: journal.callback("gave up"))
    }
}
