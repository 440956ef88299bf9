import EventBroker
import EventLog
import Testing

@Suite("The live broker")
struct LiveBrokerTests {
    private let clock = ManualClock()

    @Test("A parked fetch returns when another client produces")
    func wokenByProduce() async throws {
        let (broker, client) = try await brokerWithOrders()
        async let answer = broker.send(Self.fetch, from: client)
        await clock.somebodySleeps()
        let batch = RecordBatch([Record(timestamp: clock.now, value: [1])])
        let produce = Produce(partition: TopicPartition("orders", 0), batch: batch)
        _ = try await broker.send(.produce(produce), from: await broker.connect())
        #expect(try await answer.fetch?.partitions.count == 1)
    }

    @Test("A parked fetch returns when its wait is over")
    func wokenByDeadline() async throws {
        let (broker, client) = try await brokerWithOrders()
        async let answer = broker.send(Self.fetch, from: client)
        await clock.somebodySleeps()
        clock.advance(byMilliseconds: 500)
        #expect(try await answer.fetch == Fetch.Response(partitions: []))
    }

    @Test("An interrupted client's parked fetch throws, and its next request is served")
    func interrupted() async throws {
        let (broker, client) = try await brokerWithOrders()
        let fetch = Task { try await broker.send(Self.fetch, from: client) }
        await clock.somebodySleeps()
        await broker.interrupt(client)
        await #expect(throws: LiveBroker.Interrupted.self) { try await fetch.value }
        let metadata = try await broker.send(.metadata(FetchMetadata()), from: client)
        #expect(metadata == .metadata(.init(topics: [.init(name: "orders", partitions: 3)])))
    }

    @Test("A parked fetch throws when its task is cancelled")
    func cancelled() async throws {
        let (broker, client) = try await brokerWithOrders()
        let fetch = Task { try await broker.send(Self.fetch, from: client) }
        await clock.somebodySleeps()
        fetch.cancel()
        await #expect(throws: LiveBroker.Interrupted.self) { try await fetch.value }
    }

    @Test("A fetch that would be parked throws in a task that is cancelled already")
    func cancelledBefore() async throws {
        let (broker, client) = try await brokerWithOrders()
        let fetch = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await broker.send(Self.fetch, from: client)
        }
        await #expect(throws: LiveBroker.Interrupted.self) { try await fetch.value }
    }

    @Test(
        "A member stays for as long as it is kept alive, and leaves when its application has not polled"
    )
    func keptAlive() async throws {
        let (broker, client) = try await brokerWithOrders()
        let member = try await join(broker, as: client)
        await broker.keepAlive(
            memberID: member, of: client, until: Timestamp(milliseconds: 25_000))
        #expect(try await memberCount(of: broker, at: 24_999) == 1)
        #expect(try await memberCount(of: broker, at: 25_000) == 0)
    }

    @Test("A member of a disconnected client is evicted after its session timeout")
    func disconnected() async throws {
        let (broker, client) = try await brokerWithOrders()
        let member = try await join(broker, as: client)
        await broker.keepAlive(
            memberID: member, of: client, until: Timestamp(milliseconds: 900_000))
        #expect(try await memberCount(of: broker, at: 12_000) == 1)
        await broker.disconnect(client)
        #expect(try await memberCount(of: broker, at: 21_999) == 1)
        #expect(try await memberCount(of: broker, at: 22_000) == 0)
    }

    private static let fetch = BrokerRequest.fetch(
        Fetch(
            positions: [PartitionOffset(TopicPartition("orders", 0), 0)], maxWaitMilliseconds: 500))

    private func brokerWithOrders() async throws -> (LiveBroker, LiveBroker.ClientID) {
        let broker = LiveBroker(clock: clock)
        let client = await broker.connect()
        let create = CreateTopic(name: "orders", partitions: 3)
        #expect(try await broker.send(.createTopic(create), from: client) == .done(nil))
        return (broker, client)
    }

    /// Joins the group `billing` at the moment 0 and gets its assignment.
    private func join(
        _ broker: LiveBroker, as client: LiveBroker.ClientID
    ) async throws -> String {
        let pending = try await broker.send(Scenario.join(client: "a"), from: client).join
        let memberID = try #require(pending?.memberID)
        _ = try await broker.send(Scenario.join(memberID, client: "a"), from: client)
        _ = try await broker.send(Scenario.sync(memberID, generation: 1), from: client)
        return memberID
    }

    /// Turns the clock to that moment and asks a client of its own.
    private func memberCount(of broker: LiveBroker, at moment: Int64) async throws -> Int {
        await clock.somebodySleeps()
        clock.advance(byMilliseconds: moment - clock.now.milliseconds)
        let request = BrokerRequest.describeGroup(DescribeGroup(groupID: "billing"))
        let response = try await broker.send(request, from: await broker.connect())
        guard case .describeGroup(let group) = response else { return -1 }
        return group.members.count
    }
}
