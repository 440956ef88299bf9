import EventBroker
import EventClient
import EventLog
import Testing

@Suite("A transactional producer", .ends)
struct TransactionTests {
    @Test(
        "What it commits is seen as a whole; what it aborts, by nobody who reads committed records")
    func commitAndAbort() async throws {
        let (world, producer) = try await makeProducer()
        try await producer.initTransactions()
        for (value, commits) in [("a", true), ("b", false), ("c", true)] {
            try producer.beginTransaction()
            for partition in 0...1 { _ = try await producer.send(record(value, to: partition)) }
            #expect(try await world.contents(of: orders0, .readCommitted).contains(value) == false)
            if commits {
                try await producer.commitTransaction()
            } else {
                try await producer.abortTransaction()
            }
        }
        for partition in [orders0, orders1] {
            #expect(try await world.contents(of: partition, .readCommitted) == ["a", "c"])
            #expect(try await world.contents(of: partition) == ["a", "b", "c"])
        }
    }

    @Test("Markers take offsets: positions step over them, and no record has them")
    func positions() async throws {
        let (world, producer) = try await makeProducer()
        try await producer.initTransactions()
        for _ in 1...2 {
            try producer.beginTransaction()
            _ = try await producer.send(record("a", to: 0))
            try await producer.commitTransaction()
        }
        for isolation in [IsolationLevel.readCommitted, .readUncommitted] {
            let reader = world.makeConsumer { $0.isolationLevel = isolation }
            try await reader.assign([orders0])
            #expect(try await reader.poll(timeout: .zero).map(\.offset) == [0, 2])
            #expect(try await reader.position(of: orders0) == 4)
        }
    }

    @Test("A reader that meets only aborted records goes on behind them")
    func onlyAborted() async throws {
        let (world, producer) = try await makeProducer()
        try await producer.initTransactions()
        try producer.beginTransaction()
        _ = try await producer.send(record("a", to: 0)).metadata
        try await producer.abortTransaction()
        let reader = world.makeConsumer { $0.isolationLevel = .readCommitted }
        try await reader.assign([orders0])
        #expect(try await reader.pollTexts() == [])
        #expect(try await reader.position(of: orders0) == 2)
    }

    @Test("Its calls have an order, and each other one says what comes first")
    func turns() async throws {
        let (_, producer) = try await makeProducer()
        expectOutOfTurn { try producer.beginTransaction() }
        await #expect(throws: ProducerError.self) { _ = try await producer.send(record("a")) }
        try await producer.initTransactions()
        await #expect(throws: ProducerError.self) { _ = try await producer.send(record("a")) }
        await #expect(throws: ProducerError.self) { try await producer.commitTransaction() }
        try producer.beginTransaction()
        expectOutOfTurn { try producer.beginTransaction() }
        try await producer.commitTransaction()
        await #expect(throws: ProducerError.self) { try await producer.abortTransaction() }
    }

    @Test("Without a transactionalID there are no transactions")
    func plainProducer() async throws {
        let producer = try await LiveWorld(["orders": 1]).cluster.makeProducer()
        expectOutOfTurn { try producer.beginTransaction() }
    }

    @Test("A later producer with the same id fences the earlier one, and aborts what it left open")
    func fencing() async throws {
        let (world, zombie) = try await makeProducer()
        try await zombie.initTransactions()
        try zombie.beginTransaction()
        _ = try await zombie.send(record("a", to: 0)).metadata

        let next = makeProducer(in: world)
        try await next.initTransactions()
        try next.beginTransaction()
        _ = try await next.send(record("b", to: 0))
        try await next.commitTransaction()

        let late = try await zombie.send(record("c", to: 0))
        await #expect(throws: ProducerError.self) { _ = try await late.metadata }
        let error = await #expect(throws: ProducerError.self) {
            try await zombie.commitTransaction()
        }
        #expect(try #require(error).isAbortable)
        await #expect(throws: ProducerError.fenced) { try await zombie.abortTransaction() }
        await #expect(throws: ProducerError.fenced) { _ = try await zombie.send(record("d")) }
        #expect(try await world.contents(of: orders0, .readCommitted) == ["b"])
    }

    @Test(
        "A record that could not be sent fails its transaction; after an abort the next one works")
    func failedRecord() async throws {
        let (world, producer) = try await makeProducer()
        try await producer.initTransactions()
        try producer.beginTransaction()
        let huge = Array(repeating: UInt8(0), count: 1 << 21)
        _ = try await producer.send(ProducerRecord(topic: "orders", partition: 0, value: huge))
        let error = await #expect(throws: ProducerError.self) {
            try await producer.commitTransaction()
        }
        #expect(try #require(error).isAbortable)
        await #expect(throws: ProducerError.self) { _ = try await producer.send(record("a")) }
        try await producer.abortTransaction()
        try producer.beginTransaction()
        _ = try await producer.send(record("b", to: 0))
        try await producer.commitTransaction()
        #expect(try await world.contents(of: orders0, .readCommitted) == ["b"])
    }

    @Test(
        "Lost answers of the coordinator change nothing",
        arguments: ["endTxn", "addPartitionsToTxn", "initProducerID", "produce"])
    func lostAnswers(request: String) async throws {
        let world = try await LiveWorld(["orders": 2])
        let connection = world.connect()
        let producer = makeProducer(over: connection)
        connection.loseAnswers(to: request, count: 2)
        try await producer.initTransactions()
        try producer.beginTransaction()
        _ = try await producer.send(record("a", to: 0))
        try await producer.commitTransaction()
        #expect(try await world.contents(of: orders0, .readCommitted) == ["a"])
        #expect(try await world.contents(of: orders0) == ["a"])
    }

    @Test("Where the markers take their time, the next transaction waits for them")
    func slowMarkers() async throws {
        let world = try await LiveWorld(["orders": 2]) {
            $0.transactionMarkerDelayMilliseconds = 250
        }
        let connection = world.connect()
        let producer = makeProducer(over: connection)
        try await producer.initTransactions()
        for value in ["a", "b"] {
            try producer.beginTransaction()
            _ = try await producer.send(record(value, to: 0))
            try await producer.commitTransaction()
        }
        #expect(try await world.contents(of: orders0, .readCommitted) == ["a"])
        #expect(world.clock.now == Timestamp(milliseconds: 300))
        #expect(connection.names.count { $0 == "addPartitionsToTxn" } == 5)
    }

    @Test("A transaction that nothing was sent in costs the broker nothing")
    func emptyTransaction() async throws {
        let world = try await LiveWorld(["orders": 2])
        let connection = world.connect()
        let producer = makeProducer(over: connection)
        try await producer.initTransactions()
        try producer.beginTransaction()
        try await producer.commitTransaction()
        try producer.beginTransaction()
        try await producer.abortTransaction()
        #expect(connection.names == ["initProducerID"])
    }

    private func expectOutOfTurn(_ body: () throws -> Void) {
        #expect {
            try body()
        } throws: { error in
            if case ProducerError.outOfTurn = error { true } else { false }
        }
    }
}

@Suite("Reading, processing and writing in one transaction", .ends)
struct ConsumeAndProduceTests {
    @Test("The offsets are committed with the records")
    func commit() async throws {
        let (world, consumer, producer) = try await makeProcessor()
        let input = try await consumer.poll()
        try producer.beginTransaction()
        _ = try await producer.send(record("out", to: 1))
        try await producer.sendOffsets(
            [orders0: input[0].offset + 1], groupMetadata: consumer.groupMetadata())
        try await producer.commitTransaction()
        #expect(try await world.committed(orders0) == 1)
        #expect(try await world.contents(of: orders1, .readCommitted) == ["out"])
    }

    @Test("A member that was left behind can't commit, and nothing of its transaction is seen")
    func zombie() async throws {
        let (world, zombie, producer) = try await makeProcessor()
        let input = try await zombie.poll()
        let stale = try zombie.groupMetadata()
        try await zombie.close()
        let successor = world.makeConsumer()
        try await successor.subscribe(to: ["orders"])
        #expect(try await successor.pollTexts() == ["in"])

        try producer.beginTransaction()
        _ = try await producer.send(record("out", to: 1)).metadata
        await #expect(throws: ProducerError.commitFailed) {
            try await producer.sendOffsets(
                [orders0: input[0].offset + 1], groupMetadata: stale)
        }
        let error = await #expect(throws: ProducerError.self) {
            try await producer.commitTransaction()
        }
        #expect(try #require(error).isAbortable)
        try await producer.abortTransaction()
        #expect(try await world.committed(orders0) == nil)
        #expect(try await world.contents(of: orders1, .readCommitted) == [])
        #expect(throws: ConsumerError.self) { _ = try zombie.groupMetadata() }
    }

    @Test("Who takes over waits until it is decided what was committed")
    func unstableOffsets() async throws {
        let (world, consumer, producer) = try await makeProcessor()
        let input = try await consumer.poll()
        try producer.beginTransaction()
        try await producer.sendOffsets(
            [orders0: input[0].offset + 1], groupMetadata: consumer.groupMetadata())
        try await consumer.close()

        let connection = world.connect()
        let successor = world.makeConsumer(over: connection)
        try await successor.subscribe(to: ["orders"])
        connection.after("offsetFetch") {
            Task { try await producer.commitTransaction() }
        }
        #expect(try await successor.pollTexts() == [])
        #expect(try await successor.position(of: orders0) == 1)
    }

    @Test("What is committed is told once it is decided")
    func committedWhileUnstable() async throws {
        let (world, consumer, producer) = try await makeProcessor()
        let input = try await consumer.poll()
        try producer.beginTransaction()
        try await producer.sendOffsets(
            [orders0: input[0].offset + 1], groupMetadata: consumer.groupMetadata())
        let connection = world.connect()
        let onlooker = world.makeConsumer(over: connection)
        connection.after("offsetFetch") {
            Task { try await producer.commitTransaction() }
        }
        #expect(try await onlooker.committed(orders0) == 1)
        #expect(connection.names.count { $0 == "offsetFetch" } > 1)
    }

    /// `in` is there to read, and both are ready.
    private func makeProcessor() async throws -> (LiveWorld, Consumer, Producer) {
        let (world, producer) = try await EventClientTests.makeProducer()
        try await world.append(["in"], to: orders0)
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["orders"])
        try await producer.initTransactions()
        return (world, consumer, producer)
    }
}

private func makeProducer() async throws -> (LiveWorld, Producer) {
    let world = try await LiveWorld(["orders": 2])
    return (world, makeProducer(in: world))
}

private func makeProducer(in world: LiveWorld) -> Producer {
    makeProducer(over: world.connect())
}

private func makeProducer(over connection: WatchedConnection) -> Producer {
    var options = ProducerOptions()
    options.transactionalID = "billing-1"
    return Producer(connection: connection, options: options)
}
