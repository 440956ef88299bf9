import EventBroker
import EventClient
import Testing

@Suite("Ending a poll that waits", .ends)
struct WakeupTests {
    @Test("wakeup ends a waiting poll, and the next one works")
    func wakeup() async throws {
        let (world, connection, consumer) = try await subscribed()
        let handle = consumer.wakeupHandle
        let polls = Task {
            await #expect(throws: ConsumerError.wokenUp) { _ = try await consumer.poll() }
            return try await consumer.poll().map(\.text)
        }
        await connection.hasSent("fetch")
        handle.wakeup()
        await connection.hasSent("fetch", times: 2)
        try await world.append(["a"], to: orders1)
        #expect(try await polls.value == ["a"])
    }

    @Test("A wakeup while nothing waits ends the next poll, and only that")
    func wakeupBefore() async throws {
        let (_, _, consumer) = try await subscribed()
        consumer.wakeupHandle.wakeup()
        consumer.wakeupHandle.wakeup()
        await #expect(throws: ConsumerError.wokenUp) { _ = try await consumer.poll() }
        #expect(try await consumer.pollTexts() == [])
    }

    @Test(
        "A wakeup or a cancellation just before the poll begins to wait is not missed",
        arguments: ["joinGroup", "syncGroup", "offsetFetch", "listOffsets", "fetch"])
    func betweenRequests(name: String) async throws {
        let (_, connection, consumer) = try await subscribed()
        let handle = consumer.wakeupHandle
        connection.after(name) { handle.wakeup() }
        await #expect(throws: ConsumerError.wokenUp) { _ = try await consumer.poll() }
        let (_, other, cancelled) = try await subscribed()
        let poll = Task { try await cancelled.poll() }
        other.after(name) { poll.cancel() }
        await #expect(throws: CancellationError.self) { _ = try await poll.value }
    }

    @Test("Cancelling the task ends a waiting poll, and close still commits and leaves")
    func cancellation() async throws {
        let (world, connection, consumer) = try await subscribed { $0.autoCommit = true }
        let poll = Task {
            await #expect(throws: CancellationError.self) { _ = try await consumer.poll() }
            try consumer.seek(to: 7, in: orders0)
            try await consumer.close()
        }
        await connection.hasSent("fetch")
        poll.cancel()
        try await poll.value
        #expect(connection.names.suffix(2) == ["offsetCommit", "leaveGroup"])
        #expect(try await world.committed(orders0) == 7)
    }

    @Test("A poll in a task that was cancelled before sends nothing")
    func cancelledBefore() async throws {
        let (_, connection, consumer) = try await subscribed()
        let poll = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await consumer.poll()
        }
        await #expect(throws: CancellationError.self) { try await poll.value }
        #expect(connection.requests == [])
    }

    @Test("A wakeup ends the wait for a rebalance, and the next poll joins with the same member id")
    func whileJoining() async throws {
        let (world, _, first) = try await subscribed()
        _ = try await first.pollTexts()
        let (_, connection, second) = try await subscribed(in: world)
        let handle = second.wakeupHandle
        let polls = Task {
            await #expect(throws: ConsumerError.wokenUp) { _ = try await second.poll() }
            _ = try await second.pollTexts()
            return second.assignment
        }
        await connection.hasSent("joinGroup", times: 2)
        handle.wakeup()
        await connection.hasSent("joinGroup", times: 3)
        world.clock.advance(by: .seconds(3))
        _ = try await first.pollTexts()
        #expect(try await polls.value == [orders1])
        #expect(first.assignment == [orders0])
    }

    @Test("A wakeup of one client leaves the others waiting")
    func othersGoOn() async throws {
        let (world, connection, consumer) = try await subscribed()
        let poll = Task { try await consumer.poll().map(\.text) }
        await connection.hasSent("fetch")
        let other = world.connect()
        other.interrupt()
        await other.hasArrived()
        try await world.append(["a"], to: orders0)
        #expect(try await poll.value == ["a"])
        #expect(connection.names.count { $0 == "fetch" } == 1)
    }

    /// A consumer of two partitions that is about to join.
    private func subscribed(
        in world: LiveWorld? = nil, _ change: (inout ConsumerOptions) -> Void = { _ in }
    ) async throws -> (LiveWorld, WatchedConnection, Consumer) {
        let world = if let world { world } else { try await LiveWorld(["orders": 2]) }
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection, change)
        try await consumer.subscribe(to: ["orders"])
        return (world, connection, consumer)
    }
}
