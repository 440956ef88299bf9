import EventBroker
import EventClient
import EventLog
import Testing

@Suite("A connection to the live broker", .ends)
struct LiveConnectionTests {
    @Test("Requests reach the broker in the order in which they were sent")
    func order() async throws {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        await withCheckedContinuation { allAreAnswered in
            for number in 1...200 {
                connection.send(.produce(Self.produce(number, at: world.clock.now))) { _ in
                    if number == 200 { allAreAnswered.resume() }
                }
            }
        }
        let reader = world.makeConsumer()
        try await reader.assign([orders0])
        #expect(try await reader.pollTexts() == (1...200).map { "\($0)" })
    }

    @Test("A parked request doesn't hold up the ones behind it")
    func parkedRequest() async throws {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        let fetch = Fetch(positions: [PartitionOffset(orders0, 0)], maxWaitMilliseconds: 1_000)
        let answer = Task { try await connection.send(.fetch(fetch)) }
        await connection.hasSent("fetch")
        _ = try await connection.send(.produce(Self.produce(1, at: world.clock.now)))
        guard case .fetch(let fetched) = try await answer.value else { return }
        #expect(fetched.partitions.count == 1)
    }

    @Test("interrupt ends what waits with an error of its own")
    func interrupt() async throws {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        let fetch = Fetch(positions: [PartitionOffset(orders0, 0)], maxWaitMilliseconds: 1_000)
        let answer = Task { try await connection.send(.fetch(fetch)) }
        await connection.hasSent("fetch")
        connection.interrupt()
        await #expect(throws: ConnectionError.interrupted) { _ = try await answer.value }
    }

    private static func produce(_ number: Int, at moment: Timestamp) -> Produce {
        let record = Record(timestamp: moment, value: Array("\(number)".utf8))
        return Produce(partition: orders0, batch: RecordBatch([record]))
    }
}
