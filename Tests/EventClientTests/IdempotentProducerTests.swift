import EventBroker
import EventClient
import EventLog
import Testing

@Suite("An idempotent producer", .ends)
struct IdempotentProducerTests {
    @Test("It is the default, and gives its batches numbers per partition")
    func numbers() async throws {
        let world = try await LiveWorld(["orders": 2])
        let connection = world.connect()
        let producer = Producer(connection: connection)
        for partition in [0, 0, 1] {
            _ = try await producer.send(record("a", to: partition)).metadata
        }
        let batches = connection.requests.compactMap(\.produce?.batch)
        #expect(batches.map(\.baseSequence) == [0, 1, 0])
        #expect(Set(batches.map(\.producer?.epoch)) == [0])
        #expect(
            connection.names == ["metadata", "initProducerID", "produce", "produce", "produce"])
    }

    @Test("A lost answer makes no duplicate, and the acknowledgement tells the first offset")
    func lostAnswer() async throws {
        let (world, connection, producer) = try await makeProducer()
        connection.loseAnswers(to: "produce", count: 2)
        let pending = try await producer.send(record("a"))
        #expect(try await pending.metadata.offset == 0)
        #expect(try await world.contents(of: orders0) == ["a"])
        #expect(connection.names.count { $0 == "produce" } == 3)
    }

    @Test(
        "With five batches on their way, lost requests and answers reorder and repeat nothing",
        arguments: 1...6)
    func order(losses: Int) async throws {
        let (world, connection, producer) = try await makeProducer { $0.batchBytes = 1 }
        connection.loseRequests("produce", count: losses)
        connection.loseAnswers(to: "produce", count: losses)
        let values = (1...12).map(String.init)
        for value in values { _ = try await producer.send(record(value)) }
        try await producer.flush()
        #expect(try await world.contents(of: orders0) == values)
    }

    @Test("A batch that is given up leaves a gap; the next ones begin a new epoch")
    func newEpoch() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection)
        _ = try await producer.send(record("0"))
        connection.acknowledge(0, offset: 0)
        let lost = try await producer.send(record("a"))
        connection.clock.advance(by: .seconds(60))
        let next = try await producer.send(record("b"))
        connection.clock.advance(by: .seconds(60))
        connection.loseAnswer(1)
        await #expect(throws: ProducerError.timedOut) { _ = try await lost.metadata }
        connection.refuse(2, .outOfOrderSequenceNumber)
        #expect(connection.sent == ["0", "a", "b", "b"])
        #expect(connection.batches.map(\.producer?.epoch) == [0, 0, 0, 1])
        #expect(connection.batches.map(\.baseSequence) == [0, 1, 2, 0])
        connection.acknowledge(3, offset: 9)
        #expect(try await next.metadata.offset == 9)
    }

    @Test("A batch behind one that was given up keeps its number while it may be in the log")
    func unknownBehindGap() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection)
        _ = try await producer.send(record("0"))
        connection.acknowledge(0, offset: 0)
        let lost = try await producer.send(record("a"))
        connection.clock.advance(by: .seconds(60))
        let next = try await producer.send(record("b"))
        connection.loseAnswer(2)
        connection.clock.advance(by: .seconds(60))
        connection.loseAnswer(1)
        await #expect(throws: ProducerError.timedOut) { _ = try await lost.metadata }
        #expect(connection.sent == ["0", "a", "b", "b"])
        #expect(connection.batches.map(\.producer?.epoch) == [0, 0, 0, 0])
        #expect(connection.batches.map(\.baseSequence) == [0, 1, 2, 2])
        connection.acknowledge(3, offset: 2)
        #expect(try await next.metadata.offset == 2)
    }

    @Test("A refused record takes no number: the next one has it")
    func refusedRecord() async throws {
        let (world, connection, producer) = try await makeProducer()
        let huge = ProducerRecord(topic: "orders", value: Array(repeating: 0, count: 1 << 21))
        await #expect(throws: ProducerError.self) { try await producer.send(huge).metadata }
        _ = try await producer.send(record("a")).metadata
        #expect(connection.requests.compactMap(\.produce?.batch.baseSequence) == [0, 0])
        #expect(try await world.contents(of: orders0) == ["a"])
    }

    @Test("The first batch goes alone; then no more than five are on their way")
    func inFlight() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection)
        for value in 0...1 { _ = try await producer.send(record("\(value)")) }
        #expect(connection.sent == ["0"])
        connection.acknowledge(0, offset: 0)
        for value in 2...9 { _ = try await producer.send(record("\(value)")) }
        #expect(connection.sent == ["0", "1", "2", "3", "4", "5"])
        connection.acknowledge(1, offset: 1)
        #expect(connection.sent.dropFirst(6) == ["6", "7", "8", "9"])
        #expect(connection.batches.count == 7)
    }

    @Test("Idempotence and acks less than all exclude each other, unless nobody asked for it")
    func conflict() async throws {
        let world = try await LiveWorld(["orders": 1])
        var options = ProducerOptions()
        options.acks = .leader
        let connection = world.connect()
        let plain = Producer(connection: connection, options: options)
        _ = try await plain.send(record("a")).metadata
        #expect(connection.requests.compactMap(\.produce?.batch.producer) == [])
        options.enableIdempotence = true
        let error = await #expect(throws: ProducerError.self) {
            _ = try await world.cluster.makeProducer(options).send(record("b"))
        }
        #expect(try #require(error).isFatal)
    }

    private func makeProducer(
        _ change: (inout ProducerOptions) -> Void = { _ in }
    ) async throws -> (LiveWorld, WatchedConnection, Producer) {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        var options = ProducerOptions()
        change(&options)
        return (world, connection, Producer(connection: connection, options: options))
    }
}

@Suite("A producer's buffer", .ends)
struct ProducerBufferTests {
    @Test("Records that linger share a batch, until it is full or their time is over")
    func linger() async throws {
        let connection = HeldConnection()
        let producer = Producer(
            connection: connection, options: options { $0.linger = .seconds(1) })
        let pending = try await producer.send(record("a"))
        _ = try await producer.send(record("b"))
        #expect(connection.sent == [])
        await connection.clock.advance(by: .seconds(1), whenAsleep: 1)
        await connection.hasSent(1)
        #expect(connection.batches.map(\.recordCount) == [2])
        connection.acknowledge(0, offset: 4)
        #expect(try await pending.metadata.offset == 4)
    }

    @Test("A full batch doesn't linger, and flush waits for none")
    func fullBatch() async throws {
        let connection = HeldConnection()
        let producer = Producer(
            connection: connection,
            options: options {
                $0.linger = .seconds(1)
                $0.batchBytes = 2
            })
        for value in ["a", "b", "c"] { _ = try await producer.send(record(value)) }
        #expect(connection.sent == ["a", "b"])
        connection.acknowledge(0, offset: 0)
        #expect(connection.sent == ["a", "b"])
        async let flushed: Void = producer.flush()
        await connection.hasSent(2)
        #expect(connection.sent == ["a", "b", "c"])
        connection.acknowledge(1, offset: 2)
        try await flushed
    }

    @Test("What didn't fit into a full batch goes when its own time is over")
    func lingerBehindAFullBatch() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection, options: lingering)
        _ = try await producer.send(record("aa"))
        await connection.clock.advance(by: .milliseconds(500), whenAsleep: 1)
        _ = try await producer.send(record("bb"))
        connection.acknowledge(0, offset: 0)
        #expect(connection.sent == ["aa"])
        connection.clock.advance(by: .milliseconds(500))
        await connection.clock.advance(by: .milliseconds(500), whenAsleep: 1)
        await connection.hasSent(2)
        #expect(connection.sent == ["aa", "bb"])
    }

    @Test("What waits behind another batch doesn't linger when its turn comes during a flush")
    func flushBehindABatch() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection, options: lingering)
        for value in ["aa", "bb"] { _ = try await producer.send(record(value)) }
        async let flushed: Void = producer.flush()
        await Task.yield()
        connection.acknowledge(0, offset: 0)
        await connection.hasSent(2)
        connection.acknowledge(1, offset: 1)
        try await flushed
    }

    private var lingering: ProducerOptions {
        options {
            $0.linger = .seconds(1)
            $0.batchBytes = 3
        }
    }

    @Test("While it is full, send waits; then it goes on in order")
    func backPressure() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection, options: options { $0.bufferMemory = 2 })
        for value in ["a", "b"] { _ = try await producer.send(record(value)) }
        async let third = producer.send(record("c"))
        await connection.clock.hasSleepers(1)
        #expect(connection.sent == ["a"])
        connection.acknowledge(0, offset: 0)
        let pending = try await third
        #expect(connection.sent == ["a", "b", "c"])
        connection.acknowledge(1, offset: 1)
        connection.acknowledge(2, offset: 2)
        #expect(try await pending.metadata.offset == 2)
    }

    @Test("Who has waited for maxBlock is told that the buffer is full, and nothing was sent")
    func full() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection, options: options { $0.bufferMemory = 1 })
        _ = try await producer.send(record("a"))
        let second = Task { try await producer.send(record("b")) }
        await connection.clock.advance(by: .seconds(60), whenAsleep: 1)
        await #expect(throws: ProducerError.bufferFull) { _ = try await second.value }
        connection.acknowledge(0, offset: 0)
        #expect(connection.sent == ["a"])
    }

    @Test("With acks none a record counts as acknowledged when it is sent, without an offset")
    func noAcks() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection, options: options { $0.acks = .none })
        #expect(try await producer.send(record("a")).metadata.offset == -1)
        #expect(connection.sent == ["a"])
    }

    private func options(_ change: (inout ProducerOptions) -> Void) -> ProducerOptions {
        var options = ProducerOptions()
        change(&options)
        return options
    }
}

func record(_ value: String, to partition: Int? = nil) -> ProducerRecord {
    ProducerRecord(topic: "orders", partition: partition, value: Array(value.utf8))
}
