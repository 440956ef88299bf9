import EventBroker
import EventClient
import Testing

@Suite("A consumer commits automatically", .ends)
struct AutoCommitTests {
    @Test("Once the interval is over, a poll commits what earlier polls handed out")
    func interval() async throws {
        let (world, consumer) = try await makeConsumer()
        #expect(try await consumer.pollTexts() == ["a"])
        #expect(try await consumer.pollTexts() == ["b"])
        #expect(try await world.committed(orders0) == nil)
        world.clock.advance(by: .seconds(5))
        #expect(try await consumer.pollTexts() == ["c"])
        #expect(try await world.committed(orders0) == 2)
        #expect(try await consumer.pollTexts() == [])
        #expect(try await world.committed(orders0) == 2)
    }

    @Test("Its request says that nobody asked for it")
    func request() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection) { $0.autoCommit = true }
        try await consumer.subscribe(to: ["orders"])
        _ = try await consumer.pollTexts()
        try await consumer.commit()
        try await consumer.close()
        let commits = connection.requests.compactMap { request in
            if case .offsetCommit(let commit) = request { commit } else { nil }
        }
        #expect(commits.map(\.isAutomatic) == [false, true])
    }

    @Test("close commits what was handed out")
    func close() async throws {
        let (world, consumer) = try await makeConsumer()
        _ = try await consumer.pollTexts()
        try await consumer.close()
        #expect(try await world.committed(orders0) == 1)
    }

    @Test("Before it gives up its partitions, a member commits")
    func beforeRejoining() async throws {
        let (world, consumer) = try await makeConsumer()
        _ = try await consumer.pollTexts()
        try await consumer.subscribe(to: ["payments"])
        _ = try await consumer.pollTexts()
        #expect(try await world.committed(orders0) == 1)
    }

    @Test("assign commits the positions of the partitions before")
    func assign() async throws {
        let world = try await LiveWorld(["orders": 2])
        try await world.append(["a"], to: orders0)
        let consumer = world.makeConsumer { $0.autoCommit = true }
        try await consumer.assign([orders0])
        _ = try await consumer.pollTexts()
        try await consumer.assign([orders1])
        #expect(try await world.committed(orders0) == 1)
    }

    @Test("Without a group it does nothing, and close succeeds")
    func noGroup() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer {
            $0.groupID = nil
            $0.autoCommit = true
        }
        try await consumer.assign([orders0])
        _ = try await consumer.pollTexts()
        world.clock.advance(by: .seconds(5))
        _ = try await consumer.pollTexts()
        try await consumer.close()
    }

    @Test("Off, nothing is committed")
    func off() async throws {
        let (world, consumer) = try await makeConsumer(autoCommit: false)
        _ = try await consumer.pollTexts()
        world.clock.advance(by: .seconds(5))
        _ = try await consumer.pollTexts()
        try await consumer.close()
        #expect(try await world.committed(orders0) == nil)
    }

    /// A member of its group that gets one of three records in each poll.
    private func makeConsumer(autoCommit: Bool = true) async throws -> (LiveWorld, Consumer) {
        let world = try await LiveWorld(["orders": 1, "payments": 1])
        try await world.append(["a", "b", "c"], to: orders0)
        let consumer = world.makeConsumer {
            $0.autoCommit = autoCommit
            $0.maxPollRecords = 1
        }
        try await consumer.subscribe(to: ["orders"])
        return (world, consumer)
    }
}
