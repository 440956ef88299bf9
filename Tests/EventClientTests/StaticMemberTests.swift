import EventBroker
import EventClient
import Testing

@Suite("A static member", .ends)
struct StaticMemberTests {
    @Test("closes without leaving, and its successor has its partitions without a rebalance")
    func restart() async throws {
        let world = try await LiveWorld(["orders": 2])
        let first = makeStatic(world)
        try await first.subscribe(to: ["orders"])
        _ = try await first.pollTexts()
        try await first.close()
        let connection = world.connect()
        let second = makeStatic(world, over: connection)
        try await second.subscribe(to: ["orders"])
        _ = try await second.pollTexts()
        #expect(second.assignment == [orders0, orders1])
        #expect(connection.names.filter { $0 == "joinGroup" }.count == 1)
        let generations = connection.requests.compactMap { request -> Int32? in
            if case .syncGroup(let sync) = request { sync.generation } else { nil }
        }
        #expect(generations == [1])
    }

    @Test("that doesn't come back in time is out at its session's end")
    func tooLate() async throws {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        let first = makeStatic(world, over: connection)
        try await first.subscribe(to: ["orders"])
        _ = try await first.pollTexts()
        try await first.close()
        _ = try await connection.send(.metadata(FetchMetadata()))
        world.clock.advance(by: .seconds(11))
        let other = world.makeConsumer()
        try await other.subscribe(to: ["orders"])
        _ = try await other.pollTexts()
        #expect(other.assignment == [orders0])
    }

    @Test("is fenced by another one of its id: its commits and polls fail, for good")
    func fenced() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let first = makeStatic(world)
        let journal = Journal()
        try await first.subscribe(to: ["orders"], onLost: journal.callback("lost"))
        #expect(try await first.pollTexts() == ["a"])
        let second = makeStatic(world)
        try await second.subscribe(to: ["orders"])
        #expect(try await second.pollTexts() == ["a"])
        let error = ConsumerError.fencedInstance("till-1")
        await #expect(throws: error) { try await first.commit() }
        await #expect(throws: error) { _ = try await first.pollTexts() }
        #expect(error.isFatal)
        try await first.close()
        #expect(journal.entries == ["lost orders-0"])
        try await second.commit()
        #expect(try await world.committed(orders0) == 1)
    }

    @Test("that doesn't poll in time is silent, and goes at its session's end")
    func doesNotPoll() async throws {
        let world = try await LiveWorld(["orders": 1])
        let first = makeStatic(world) { $0.maxPollInterval = .seconds(20) }
        try await first.subscribe(to: ["orders"])
        _ = try await first.pollTexts()
        #expect(try await world.members(at: .seconds(29)) == 1)
        #expect(try await world.members(at: .seconds(31)) == 0)
    }

    private func makeStatic(
        _ world: LiveWorld, over connection: WatchedConnection? = nil,
        _ change: (inout ConsumerOptions) -> Void = { _ in }
    ) -> Consumer {
        world.makeConsumer(over: connection) { options in
            options.groupInstanceID = "till-1"
            change(&options)
        }
    }
}

@Suite("The max poll interval", .ends)
struct MaxPollIntervalTests {
    @Test("A member that doesn't poll leaves while its session is alive, not a session later")
    func leaves() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer { $0.maxPollInterval = .seconds(20) }
        let journal = Journal()
        try await consumer.subscribe(to: ["orders"], onLost: journal.callback("lost"))
        _ = try await consumer.pollTexts()
        #expect(try await world.members(at: .seconds(19)) == 1)
        #expect(try await world.members(at: .seconds(20)) == 0)
        await #expect(throws: ConsumerError.commitFailed) {
            try await consumer.commit([orders0: 1])
        }
        _ = try await consumer.pollTexts()
        #expect(journal.entries == ["lost orders-0"])
        #expect(consumer.assignment == [orders0])
    }

    @Test("Each poll begins it anew")
    func polls() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer { $0.maxPollInterval = .seconds(20) }
        try await consumer.subscribe(to: ["orders"])
        for second in stride(from: 0, through: 90, by: 15) {
            #expect(try await world.members(at: .seconds(second)) == (second == 0 ? 0 : 1))
            _ = try await consumer.pollTexts()
        }
    }

    @Test("It may be shorter than the session")
    func shorterThanSession() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer { $0.maxPollInterval = .seconds(4) }
        try await consumer.subscribe(to: ["orders"])
        _ = try await consumer.pollTexts()
        #expect(try await world.members(at: .seconds(4)) == 0)
    }
}

extension LiveWorld {
    /// How many members `billing` has so long after the world's beginning.
    func members(at moment: Duration) async throws -> Int {
        clock.advance(to: moment)
        let client = await broker.connect()
        let request = BrokerRequest.describeGroup(DescribeGroup(groupID: "billing"))
        guard case .describeGroup(let group) = try await broker.send(request, from: client) else {
            return -1
        }
        return group.members.count
    }
}
