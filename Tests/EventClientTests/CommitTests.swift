import EventBroker
import EventClient
import EventLog
import Testing

@Suite("A consumer commits", .ends)
struct CommitTests {
    @Test("commit() commits the positions, and a new consumer goes on there")
    func positions() async throws {
        let (world, consumer) = try await readTwoOfThree()
        try await consumer.commit()
        #expect(try await whereANewOneGoesOn(world, after: consumer) == ["c"])
    }

    @Test("commit(record) commits up to and including the record")
    func record() async throws {
        let (world, consumer) = try await readTwoOfThree()
        let batch = RecordBatch([Record(timestamp: world.clock.now, value: nil)])
        try await consumer.commit(ConsumerRecord.records(of: batch, in: orders0)[0])
        #expect(try await world.committed(orders0) == 1)
        #expect(try await whereANewOneGoesOn(world, after: consumer) == ["b", "c"])
    }

    @Test("commit(offsets) commits exactly these, even lower ones than before")
    func offsets() async throws {
        let (world, consumer) = try await readTwoOfThree()
        try await consumer.commit([orders0: 3])
        #expect(try await world.committed(orders0) == 3)
        try await consumer.commit([orders0: 0])
        #expect(try await whereANewOneGoesOn(world, after: consumer) == ["a", "b", "c"])
    }

    @Test("Without a commit a new consumer begins anew")
    func nothing() async throws {
        let (world, consumer) = try await readTwoOfThree()
        #expect(try await consumer.committed(orders0) == nil)
        #expect(try await whereANewOneGoesOn(world, after: consumer) == ["a", "b", "c"])
    }

    @Test("After an eviction a commit fails, onLost is called, and poll joins again")
    func eviction() async throws {
        let journal = Journal()
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let consumer = world.makeConsumer()
        try await consumer.subscribe(
            to: ["orders"], onAssigned: journal.callback("got"),
            onRevoked: journal.callback("gave up"), onLost: journal.callback("lost"))
        let record = try #require(try await consumer.poll(timeout: .zero).first)
        world.clock.advance(by: .seconds(311))
        await #expect(throws: ConsumerError.commitFailed) { try await consumer.commit(record) }
        #expect(try await world.committed(orders0) == nil)
        #expect(try await consumer.pollTexts() == ["a"])
        #expect(journal.entries == ["got orders-0", "lost orders-0", "got orders-0"])
    }

    @Test("An evicted consumer's second commit fails too, though its group is empty")
    func secondCommitAfterEviction() async throws {
        let (world, consumer) = try await readTwoOfThree()
        world.clock.advance(by: .seconds(311))
        for _ in 1...2 {
            await #expect(throws: ConsumerError.commitFailed) { try await consumer.commit() }
        }
        #expect(try await world.committed(orders0) == nil)
    }

    @Test("Closing after an eviction calls onLost and commits nothing")
    func closeAfterEviction() async throws {
        let journal = Journal()
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let consumer = world.makeConsumer { $0.autoCommit = true }
        try await consumer.subscribe(
            to: ["orders"], onRevoked: journal.callback("gave up"),
            onLost: journal.callback("lost"))
        _ = try await consumer.pollTexts()
        world.clock.advance(by: .seconds(311))
        try await consumer.close()
        #expect(journal.entries == ["lost orders-0"])
        #expect(try await world.committed(orders0) == nil)
    }

    @Test("Before the first poll a subscribed consumer is no member, so it can't commit")
    func beforeJoining() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["orders"])
        await #expect(throws: ConsumerError.commitFailed) {
            try await consumer.commit([orders0: 1])
        }
        #expect(try await world.committed(orders0) == nil)
    }

    @Test("While others join, a commit still counts, and the poll after it gives up")
    func duringRebalance() async throws {
        let (world, consumer) = try await readTwoOfThree()
        let connection = world.connect("second")
        let second = Task {
            let second = world.makeConsumer(over: connection)
            try await second.subscribe(to: ["orders"])
            _ = try await second.pollTexts()
        }
        await connection.hasSent("joinGroup", times: 2)
        try await consumer.commit()
        #expect(try await world.committed(orders0) == 2)
        world.clock.advance(by: .seconds(3))
        _ = try await consumer.pollTexts()
        try await second.value
    }

    @Test("A commit whose answer is lost times out, and has taken effect")
    func lostAnswer() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let connection = world.connect()
        let consumer = world.makeConsumer(over: connection)
        try await consumer.subscribe(to: ["orders"])
        _ = try await consumer.pollTexts()
        connection.loseAnswers(to: "offsetCommit")
        await #expect(throws: ConsumerError.timedOut) { try await consumer.commit() }
        #expect(try await world.committed(orders0) == 1)
    }

    @Test("A consumer with assigned partitions commits for its group, unless the group has members")
    func assigned() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a"], to: orders0)
        let alone = world.makeConsumer()
        try await alone.assign([orders0])
        _ = try await alone.pollTexts()
        try await alone.commit()
        #expect(try await world.committed(orders0) == 1)
        let member = world.makeConsumer()
        try await member.subscribe(to: ["orders"])
        _ = try await member.pollTexts()
        await #expect(throws: ConsumerError.commitFailed) { try await alone.commit([orders0: 0]) }
        #expect(try await world.committed(orders0) == 1)
    }

    @Test("A negative offset is refused before it is sent")
    func negativeOffset() async throws {
        let (_, consumer) = try await readTwoOfThree()
        await #expect(throws: ConsumerError.negativeOffset(orders0, -1)) {
            try await consumer.commit([orders0: -1])
        }
    }

    @Test("Without a group there is nothing to commit to")
    func noGroup() async throws {
        let world = try await LiveWorld(["orders": 1])
        let consumer = world.makeConsumer { $0.groupID = nil }
        await #expect(throws: ConsumerError.noGroup) {
            try await consumer.subscribe(to: ["orders"])
        }
        try await consumer.assign([orders0])
        await #expect(throws: ConsumerError.noGroup) { try await consumer.commit() }
        await #expect(throws: ConsumerError.noGroup) { _ = try await consumer.committed(orders0) }
    }

    /// A member that has read "a" and "b" of "a", "b", "c".
    private func readTwoOfThree() async throws -> (LiveWorld, Consumer) {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a", "b", "c"], to: orders0)
        let consumer = world.makeConsumer { $0.maxPollRecords = 2 }
        try await consumer.subscribe(to: ["orders"])
        #expect(try await consumer.pollTexts() == ["a", "b"])
        return (world, consumer)
    }

    private func whereANewOneGoesOn(
        _ world: LiveWorld, after consumer: Consumer
    ) async throws -> [String] {
        try await consumer.close()
        let next = world.makeConsumer()
        try await next.subscribe(to: ["orders"])
        return try await next.pollTexts()
    }
}
