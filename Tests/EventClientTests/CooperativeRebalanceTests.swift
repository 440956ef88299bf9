import EventBroker
import EventClient
import Testing

/// KIP-429, by `ConsumerCoordinator`'s order of callbacks.
@Suite("A group rebalances cooperatively", .ends)
struct CooperativeRebalanceTests {
    private let journal = Journal()

    @Test("The first member gives up only what moves; the second gets it in the next rebalance")
    func sharing() async throws {
        let world = try await LiveWorld(["orders": 3])
        let connections = (first: world.connect("first"), second: world.connect("second"))
        let first = cooperative(world, over: connections.first)
        try await subscribe(first, as: "first")
        _ = try await first.pollTexts()
        let second = Task { [journal] in
            let second = cooperative(world, over: connections.second)
            try await second.subscribe(
                to: ["orders"], onAssigned: journal.callback("second got"),
                onRevoked: journal.callback("second gave up"))
            _ = try await second.pollTexts()
            // The first one has given up a partition and joins again: the next heartbeat says so.
            await connections.first.hasSent("joinGroup", times: 4)
            world.clock.advance(by: .seconds(3))
            _ = try await second.pollTexts()
            return second.assignment
        }
        await connections.second.hasSent("joinGroup", times: 2)
        world.clock.advance(by: .seconds(3))
        _ = try await first.pollTexts()
        #expect(try await second.value == [orders2])
        #expect(first.assignment == [orders0, orders1])
        let firsts = journal.entries.filter { $0.hasPrefix("first") }
        #expect(
            firsts.prefix(3) == [
                "first got orders-0 orders-1 orders-2", "first gave up orders-2", "first got ",
            ])
        let seconds = journal.entries.filter { $0.hasPrefix("second") }
        #expect(seconds.filter { $0 != "second got " } == ["second got orders-2"])
    }

    @Test("What was fetched of a partition that stays is handed out after the rebalance")
    func bufferIsKept() async throws {
        let world = try await LiveWorld(["orders": 2])
        try await world.append(["a", "b", "c"], to: orders0)
        let consumer = cooperative(world) { $0.maxPollRecords = 1 }
        try await subscribe(consumer, as: "only")
        #expect(try await consumer.pollTexts() == ["a"])
        consumer.topicsHaveChanged()
        #expect(try await consumer.pollTexts() == ["b"])
        #expect(journal.entries == ["only got orders-0 orders-1", "only got "])
    }

    @Test("A topic that is subscribed to no more is given up before the join, the other is kept")
    func changedSubscription() async throws {
        let world = try await LiveWorld(["orders": 1, "refunds": 1])
        let consumer = cooperative(world)
        try await consumer.subscribe(to: ["orders", "refunds"])
        _ = try await consumer.pollTexts()
        try await consumer.subscribe(
            to: ["refunds"], onAssigned: journal.callback("got"),
            onRevoked: journal.callback("gave up"))
        _ = try await consumer.pollTexts()
        #expect(consumer.assignment == [TopicPartition("refunds", 0)])
        #expect(journal.entries == ["gave up orders-0", "got "])
    }

    @Test("Who was evicted has lost everything, and says so before it joins again")
    func eviction() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = cooperative(world) { $0.maxPollInterval = .seconds(20) }
        try await consumer.subscribe(
            to: ["orders"], onAssigned: journal.callback("got"),
            onRevoked: journal.callback("gave up"), onLost: journal.callback("lost"))
        _ = try await consumer.pollTexts()
        world.clock.advance(by: .seconds(60))
        _ = try await consumer.pollTexts()
        #expect(journal.entries == ["got orders-0", "lost orders-0", "got orders-0"])
    }

    @Test("onRevoked may throw: the partition is gone, and poll throws when all is done")
    func throwingOnRevoked() async throws {
        let world = try await LiveWorld(["orders": 2])
        let consumer = cooperative(world)
        try await consumer.subscribe(
            to: ["orders"], onAssigned: journal.callback("got"),
            onRevoked: { _ in throw OutOfPaper() })
        _ = try await consumer.pollTexts()
        let connection = world.connect("second")
        let second = Task {
            let second = cooperative(world, over: connection)
            try await second.subscribe(to: ["orders"])
            _ = try await second.pollTexts()
            return ()
        }
        await connection.hasSent("joinGroup", times: 2)
        world.clock.advance(by: .seconds(3))
        await #expect(throws: OutOfPaper.self) { _ = try await consumer.pollTexts() }
        #expect(consumer.assignment == [orders0])
        #expect(journal.entries == ["got orders-0 orders-1", "got "])
        try await second.value
    }

    @Test("A list with an eager assignor in it is eager, as range before cooperative sticky is")
    func mixedList() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer { $0.assignors = [.range, .cooperativeSticky] }
        try await subscribe(consumer, as: "only")
        _ = try await consumer.pollTexts()
        consumer.topicsHaveChanged()
        _ = try await consumer.pollTexts()
        #expect(
            journal.entries == ["only got orders-0", "only gave up orders-0", "only got orders-0"])
    }

    @Test("A sticky member tells the leader what it had, and gets it back after giving all up")
    func stickyMemory() async throws {
        let world = try await LiveWorld(["orders": 2])
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection) { $0.assignor = .sticky }
        try await consumer.subscribe(to: ["orders"])
        _ = try await consumer.pollTexts()
        consumer.topicsHaveChanged()
        _ = try await consumer.pollTexts()
        let subscriptions = connection.requests.compactMap { request -> Subscription? in
            guard case .joinGroup(let join) = request else { return nil }
            return join.assignors.first?.subscription
        }
        #expect(
            subscriptions.last
                == Subscription(
                    topics: ["orders"], ownedPartitions: [orders0, orders1], generation: 1))
    }

    private struct OutOfPaper: Error {}

    private func subscribe(_ consumer: Consumer, as name: String) async throws {
        try await consumer.subscribe(
            to: ["orders"], onAssigned: journal.callback("\(name) got"),
            onRevoked: journal.callback("\(name) gave up"))
    }
}

private func cooperative(
    _ world: LiveWorld, over connection: WatchedConnection? = nil,
    _ change: (inout ConsumerOptions) -> Void = { _ in }
) -> Consumer {
    world.makeConsumer(over: connection) { options in
        options.assignor = .cooperativeSticky
        change(&options)
    }
}
