import EventBroker
import EventClient
import Testing

@Suite("A consumer's positions", .ends)
struct PositionTests {
    @Test("One poll returns at most maxPollRecords; the rest waits in memory")
    func maxPollRecords() async throws {
        let world = try await LiveWorld(["orders": 2])
        try await world.append(["a", "b", "c"], to: orders0)
        try await world.append(["x", "y"], to: orders1)
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection) { $0.maxPollRecords = 2 }
        try await consumer.assign([orders0, orders1])
        #expect(try await consumer.pollTexts() == ["a", "b"])
        #expect(try await consumer.position(of: orders0) == 2)
        #expect(try await consumer.position(of: orders1) == 0)
        #expect(try await consumer.pollTexts() == ["c", "x"])
        #expect(try await consumer.pollTexts() == ["y"])
        #expect(connection.names.count { $0 == "fetch" } == 1)
        #expect(try await consumer.pollTexts() == [])
    }

    @Test("seek moves the position forwards and back, past what was fetched before")
    func seek() async throws {
        let (_, consumer) = try await assigned(maxPollRecords: 1)
        #expect(try await consumer.pollTexts() == ["a"])
        try consumer.seek(to: 2, in: orders0)
        #expect(try await consumer.position(of: orders0) == 2)
        #expect(try await consumer.pollTexts() == ["c"])
        try consumer.seek(to: 0, in: orders0)
        #expect(try await consumer.pollTexts() == ["a"])
    }

    @Test("seek commits nothing")
    func seekDoesNotCommit() async throws {
        let (world, consumer) = try await assigned()
        try consumer.seek(to: 2, in: orders0)
        _ = try await consumer.pollTexts()
        #expect(try await world.committed(orders0) == nil)
    }

    @Test("Seeking a partition that isn't assigned, or below 0, is refused")
    func wrongSeek() async throws {
        let (_, consumer) = try await assigned()
        #expect(throws: ConsumerError.notAssigned(orders2)) {
            try consumer.seek(to: 0, in: orders2)
        }
        #expect(throws: ConsumerError.negativeOffset(orders0, -1)) {
            try consumer.seek(to: -1, in: orders0)
        }
    }

    @Test(
        "An offset that the log doesn't have leads to where autoOffsetReset says",
        arguments: [(OffsetReset.earliest, ["a", "b", "c"]), (.latest, [])])
    func outOfRange(reset: OffsetReset, expected: [String]) async throws {
        let (_, consumer) = try await assigned { $0.autoOffsetReset = reset }
        try consumer.seek(to: 99, in: orders0)
        #expect(try await consumer.pollTexts() == [])
        #expect(try await consumer.pollTexts() == expected)
        #expect(try await consumer.position(of: orders0) == 3)
    }

    @Test("latest begins with what comes after the first poll")
    func latest() async throws {
        let (world, consumer) = try await assigned { $0.autoOffsetReset = .latest }
        #expect(try await consumer.pollTexts() == [])
        try await world.append(["d"], to: orders0)
        #expect(try await consumer.pollTexts() == ["d"])
    }

    @Test("With none a partition without committed offset, or out of range, is an error")
    func none() async throws {
        let (_, consumer) = try await assigned { $0.autoOffsetReset = .none }
        await #expect(throws: ConsumerError.noOffset(orders0)) {
            _ = try await consumer.pollTexts()
        }
        try consumer.seek(to: 99, in: orders0)
        await #expect(throws: ConsumerError.noOffset(orders0)) {
            _ = try await consumer.pollTexts()
        }
        try consumer.seek(to: 2, in: orders0)
        #expect(try await consumer.pollTexts() == ["c"])
    }

    @Test("A paused partition is neither fetched nor handed out, and keeps its position")
    func pause() async throws {
        let world = try await LiveWorld(["orders": 2])
        try await world.append(["a", "b"], to: orders0)
        try await world.append(["x", "y"], to: orders1)
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection) { $0.maxPollRecords = 1 }
        try await consumer.assign([orders0, orders1])
        #expect(try await consumer.pollTexts() == ["a"])
        consumer.pause([orders0])
        #expect(try await consumer.pollTexts() == ["x"])
        #expect(try await consumer.pollTexts() == ["y"])
        #expect(try await consumer.pollTexts() == [])
        #expect(connection.requests.last?.fetch?.positions == [PartitionOffset(orders1, 2)])
        #expect(try await consumer.position(of: orders0) == 1)
        consumer.resume([orders0])
        #expect(try await consumer.pollTexts() == ["b"])
    }

    @Test("With all partitions paused a poll waits for its timeout")
    func allPaused() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection)
        try await consumer.assign([orders0])
        consumer.pause([orders0, orders1])
        let poll = Task { try await consumer.poll(timeout: .seconds(1)).map(\.text) }
        await connection.hasSent("fetch")
        world.clock.advance(by: .seconds(1))
        #expect(try await poll.value == [])
    }

    @Test("position looks up the committed offset, without a poll")
    func position() async throws {
        let (world, consumer) = try await assigned()
        try await consumer.commit([orders0: 2])
        let next = world.makeConsumer()
        try await next.assign([orders0])
        #expect(try await next.position(of: orders0) == 2)
        await #expect(throws: ConsumerError.notAssigned(orders1)) {
            _ = try await next.position(of: orders1)
        }
    }

    /// A consumer that reads "a", "b", "c".
    private func assigned(
        maxPollRecords: Int = 500, _ change: (inout ConsumerOptions) -> Void = { _ in }
    ) async throws -> (LiveWorld, Consumer) {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a", "b", "c"], to: orders0)
        let consumer = world.makeConsumer {
            $0.maxPollRecords = maxPollRecords
            change(&$0)
        }
        try await consumer.assign([orders0])
        return (world, consumer)
    }
}
