import EventBroker
import EventClient
import Testing

@Suite("A group rebalances", .ends)
struct RebalanceTests {
    private let journal = Journal()

    @Test("Two consumers share partitions by range; the first gives up before the second gets")
    func sharing() async throws {
        let world = try await LiveWorld(["orders": 3])
        let first = world.makeConsumer()
        try await subscribe(first, as: "first")
        _ = try await first.pollTexts()
        let second = try await secondMember(joining: world)
        world.clock.advance(by: .seconds(3))
        _ = try await first.pollTexts()
        #expect(first.assignment == [orders0, orders1])
        #expect(try await second.value == [orders2])
        let entries = journal.entries
        #expect(
            entries.prefix(2) == [
                "first got orders-0 orders-1 orders-2", "first gave up orders-0 orders-1 orders-2",
            ])
        #expect(
            Set(entries.dropFirst(2)) == ["first got orders-0 orders-1", "second got orders-2"])
    }

    @Test("A member that waits in a long poll learns of a rebalance by its heartbeat")
    func longPoll() async throws {
        let world = try await LiveWorld(["orders": 3])
        let connection = world.connect()
        let first = world.makeConsumer(over: connection)
        try await subscribe(first, as: "first")
        let poll = Task { try await first.poll(timeout: .seconds(60)).map(\.text) }
        await connection.hasSent("fetch")
        let second = try await secondMember(joining: world)
        world.clock.advance(by: .seconds(3))
        #expect(try await second.value == [orders2])
        await connection.hasSent("fetch", times: 2)
        try await world.append(["a"], to: orders0)
        #expect(try await poll.value == ["a"])
    }

    @Test("What was fetched and not handed out is read again by the new owner only")
    func bufferIsDropped() async throws {
        let world = try await LiveWorld(["orders": 3])
        for (partition, value) in [(orders0, "a"), (orders2, "c")] {
            try await world.append([value], to: partition)
        }
        let first = world.makeConsumer { $0.maxPollRecords = 1 }
        try await subscribe(first, as: "first")
        #expect(try await first.pollTexts() == ["a"])
        try await first.commit()
        let second = try await secondMember(joining: world)
        world.clock.advance(by: .seconds(3))
        #expect(try await first.pollTexts() == [])
        #expect(try await second.value == [orders2])
        #expect(journal.entries.contains("second read c"))
    }

    @Test("A consumer that closes leaves at once, and the other gets its partitions")
    func closing() async throws {
        let world = try await LiveWorld(["orders": 3])
        let first = world.makeConsumer()
        try await subscribe(first, as: "first")
        _ = try await first.pollTexts()
        try await first.close()
        #expect(journal.entries.last == "first gave up orders-0 orders-1 orders-2")
        let second = world.makeConsumer()
        try await subscribe(second, as: "second")
        _ = try await second.pollTexts()
        #expect(second.assignment == [orders0, orders1, orders2])
    }

    @Test("A consumer that is dropped without close falls out after its session timeout")
    func crash() async throws {
        let world = try await LiveWorld(["orders": 1])
        var connection: WatchedConnection? = world.connect()
        var first: Consumer? = world.makeConsumer(over: connection)
        try await first?.subscribe(to: ["orders"])
        _ = try await first?.pollTexts()
        await withCheckedContinuation { gone in
            let endless = Fetch(positions: [], maxWaitMilliseconds: 1_000_000)
            connection?.send(.fetch(endless)) { _ in gone.resume() }
            (first, connection) = (nil, nil)
        }
        world.clock.advance(by: .seconds(10))
        let second = world.makeConsumer()
        try await second.subscribe(to: ["orders"])
        _ = try await second.pollTexts()
        #expect(second.assignment == [orders0])
    }

    @Test("A callback that throws ends the poll, is not called again, and the next poll joins")
    func throwingCallback() async throws {
        let world = try await LiveWorld(["orders": 1, "payments": 1])
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["orders"])
        _ = try await consumer.pollTexts()
        let noted = journal.callback("gave up")
        try await consumer.subscribe(
            to: ["payments"],
            onRevoked: { partitions in
                try await noted(partitions)
                throw OutOfPaper()
            })
        await #expect(throws: OutOfPaper.self) { _ = try await consumer.pollTexts() }
        #expect(consumer.assignment == [])
        _ = try await consumer.pollTexts()
        #expect(consumer.assignment == [TopicPartition("payments", 0)])
        #expect(journal.entries == ["gave up orders-0"])
    }

    @Test("When onAssigned throws, the partitions are there for the next poll")
    func throwingOnAssigned() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["orders"], onAssigned: { _ in throw OutOfPaper() })
        await #expect(throws: OutOfPaper.self) { _ = try await consumer.pollTexts() }
        #expect(try await consumer.pollTexts() == ["a"])
    }

    @Test("onAssigned may seek, and onRevoked may commit")
    func callbacksUseTheConsumer() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a", "b", "c"], to: orders0)
        let consumer = world.makeConsumer()
        try await consumer.subscribe(
            to: ["orders"],
            onAssigned: { [unowned consumer] _ in try consumer.seek(to: 1, in: orders0) },
            onRevoked: { [unowned consumer] _ in try await consumer.commit([orders0: 2]) })
        #expect(try await consumer.pollTexts() == ["b", "c"])
        try await consumer.close()
        #expect(try await world.committed(orders0) == 2)
    }

    private struct OutOfPaper: Error {}

    private func subscribe(_ consumer: Consumer, as name: String) async throws {
        try await consumer.subscribe(
            to: ["orders"], onAssigned: journal.callback("\(name) got"),
            onRevoked: journal.callback("\(name) gave up"))
    }

    /// Begins the first poll of a second member, which waits for the first one to join again, and
    /// returns when its JoinGroup is at the broker. The task returns the assignment.
    private func secondMember(
        joining world: LiveWorld
    ) async throws -> Task<[TopicPartition], any Error> {
        let connection = world.connect("second")
        let poll = Task { [journal] in
            let consumer = world.makeConsumer(over: connection)
            try await consumer.subscribe(
                to: ["orders"], onAssigned: journal.callback("second got"),
                onRevoked: journal.callback("second gave up"))
            for text in try await consumer.pollTexts() { journal.note("second read \(text)") }
            return consumer.assignment
        }
        await connection.hasSent("joinGroup", times: 2)
        return poll
    }
}
