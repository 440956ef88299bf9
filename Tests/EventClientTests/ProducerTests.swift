import EventBroker
import EventClient
import EventLog
import Testing

@Suite("A producer", .ends)
struct ProducerTests {
    @Test(
        "A key goes to the partition that Kafka's Java client chooses",
        arguments: [("order-1", 4), ("order-2", 3), ("user-1", 2), ("kafka", 4), ("", 3)])
    func keyedPartition(key: String, partition: Int) async throws {
        let producer = try await LiveWorld(["orders": 6]).cluster.makeProducer()
        for _ in 1...2 {
            let record = ProducerRecord(topic: "orders", key: key, value: [1])
            #expect(try await producer.send(record).metadata.partition == partition)
        }
    }

    @Test("Records without a key stay with a partition for a batch's worth of bytes")
    func stickyPartition() async throws {
        let world = try await LiveWorld(["orders": 3])
        var options = ProducerOptions()
        options.batchBytes = 100
        let producer = world.cluster.makeProducer(options)
        var partitions: [Int] = []
        for _ in 1...6 {
            let record = ProducerRecord(topic: "orders", value: Array(repeating: 0, count: 50))
            partitions.append(try await producer.send(record).metadata.partition)
        }
        #expect(partitions == [0, 0, 1, 1, 2, 2])
    }

    @Test("The partition can be chosen, but must exist")
    func explicitPartition() async throws {
        let producer = try await LiveWorld(["orders": 3]).cluster.makeProducer()
        let record = ProducerRecord(topic: "orders", partition: 2, key: "order-2", value: [1])
        #expect(try await producer.send(record).metadata.topicPartition == orders2)
        await #expect(throws: ProducerError.noSuchPartition(TopicPartition("orders", 3))) {
            _ = try await producer.send(ProducerRecord(topic: "orders", partition: 3, value: [1]))
        }
    }

    @Test("It knows a topic's partitions, for who chooses among them")
    func partitions() async throws {
        let producer = try await LiveWorld(["orders": 3]).cluster.makeProducer()
        #expect(try await producer.partitions(for: "orders") == [orders0, orders1, orders2])
        await #expect(throws: ProducerError.unknownTopic("payments")) {
            _ = try await producer.partitions(for: "payments")
        }
    }

    @Test("The acknowledgement tells partition, offset and timestamp")
    func metadata() async throws {
        let world = try await LiveWorld(["orders": 1])
        let producer = world.cluster.makeProducer()
        world.clock.advance(by: .seconds(5))
        let given = Timestamp(milliseconds: 1)
        let first = try await producer.send(ProducerRecord(topic: "orders", value: [1]))
        let second = try await producer.send(
            ProducerRecord(topic: "orders", value: nil, timestamp: given))
        let (one, two) = (try await first.metadata, try await second.metadata)
        #expect((one.offset, one.timestamp) == (0, Timestamp(milliseconds: 5_000)))
        #expect((two.offset, two.timestamp) == (1, given))
        #expect(try await first.metadata == one)
    }

    @Test("flush waits for all records, which lie in the order in which they were sent")
    func flush() async throws {
        let world = try await LiveWorld(["orders": 1])
        var options = ProducerOptions()
        options.batchBytes = 16
        let producer = world.cluster.makeProducer(options)
        let values = (1...50).map { "record \($0)" }
        var pending: [PendingRecord] = []
        for value in values {
            let record = ProducerRecord(topic: "orders", value: Array(value.utf8))
            pending.append(try await producer.send(record))
        }
        try await producer.flush()
        #expect(try await world.contents(of: orders0) == values)
        for (offset, record) in pending.enumerated() {
            #expect(try await record.metadata.offset == Int64(offset))
        }
    }

    @Test("A record that is too large fails at its acknowledgement and in the next flush, once")
    func tooLarge() async throws {
        let producer = try await LiveWorld(["orders": 1]).cluster.makeProducer()
        let huge = ProducerRecord(topic: "orders", value: Array(repeating: 0, count: 1 << 21))
        let pending = try await producer.send(huge)
        let error = await #expect(throws: ProducerError.self) { _ = try await pending.metadata }
        #expect("\(try #require(error))".contains("1 MiB"))
        await #expect(throws: ProducerError.self) { try await producer.flush() }
        try await producer.flush()
    }

    @Test("An unknown topic is an error of send, until the topic is made")
    func unknownTopic() async throws {
        let world = LiveWorld()
        let producer = world.cluster.makeProducer()
        let record = ProducerRecord(topic: "orders", value: [1])
        await #expect(throws: ProducerError.unknownTopic("orders")) {
            _ = try await producer.send(record)
        }
        try await world.cluster.makeAdmin().createTopic("orders", partitions: 1)
        #expect(try await producer.send(record).metadata.offset == 0)
    }

    @Test("close waits for what is on its way, and then nothing can be sent")
    func close() async throws {
        let world = try await LiveWorld(["orders": 1])
        let producer = world.cluster.makeProducer()
        _ = try await producer.send(ProducerRecord(topic: "orders", value: Array("a".utf8)))
        try await producer.close()
        #expect(try await world.contents(of: orders0) == ["a"])
        await #expect(throws: ProducerError.closed) {
            _ = try await producer.send(ProducerRecord(topic: "nowhere", value: [1]))
        }
    }
}

@Suite("A producer without idempotence whose answers are lost", .ends)
struct ProducerRetryTests {
    @Test("It sends the same batch again: the record is in the log twice")
    func retry() async throws {
        let (world, connection, producer) = try await makeProducer()
        connection.loseAnswers(to: "produce")
        let pending = try await producer.send(record("a"))
        #expect(try await pending.metadata.offset == 1)
        #expect(try await world.contents(of: orders0) == ["a", "a"])
    }

    @Test("What is sent meanwhile waits, so that a retry reorders nothing")
    func order() async throws {
        let (world, connection, producer) = try await makeProducer()
        connection.loseAnswers(to: "produce", count: 3)
        for value in ["a", "b", "c"] { _ = try await producer.send(record(value)) }
        try await producer.flush()
        let values = try await world.contents(of: orders0)
        #expect(values.prefix(4) == ["a", "a", "a", "a"])
        #expect(values.filter { $0 != "a" } == ["b", "c"])
    }

    @Test("When the delivery timeout is over it gives up, though the record is in the log")
    func deliveryTimeout() async throws {
        let (world, connection, producer) = try await makeProducer()
        connection.loseAnswers(to: "produce")
        connection.after("produce") { world.clock.advance(by: .seconds(120)) }
        let pending = try await producer.send(record("a"))
        await #expect(throws: ProducerError.timedOut) { try await producer.flush() }
        await #expect(throws: ProducerError.timedOut) { _ = try await pending.metadata }
        #expect(try await world.contents(of: orders0) == ["a"])
    }

    @Test("What waited behind it past its own delivery timeout is given up too, and never sent")
    func deliveryTimeoutOfTheWaiting() async throws {
        let connection = HeldConnection()
        let producer = Producer(connection: connection, options: Self.options)
        let first = try await producer.send(record("a"))
        let waiting = try await producer.send(record("b"))
        connection.clock.advance(by: .seconds(1))
        let younger = try await producer.send(record("c"))
        connection.clock.advance(by: .seconds(119))
        connection.loseAnswer(0)
        try #require(connection.sent == ["a", "c"])
        for given in [first, waiting] {
            await #expect(throws: ProducerError.timedOut) { _ = try await given.metadata }
        }
        connection.acknowledge(1, offset: 7)
        #expect(try await younger.metadata.offset == 7)
        await #expect(throws: ProducerError.timedOut) { try await producer.flush() }
    }

    @Test("A topic that can't be looked up is a timeout of send, and nothing was sent")
    func lookup() async throws {
        let (world, connection, producer) = try await makeProducer()
        connection.loseAnswers(to: "metadata")
        connection.after("metadata") { world.clock.advance(by: .seconds(60)) }
        await #expect(throws: ProducerError.timedOut) { _ = try await producer.send(record("a")) }
        #expect(try await world.contents(of: orders0) == [])
    }

    @Test("A topic is looked up again until max.block.ms is over")
    func secondLookup() async throws {
        let (world, connection, producer) = try await makeProducer()
        connection.loseAnswers(to: "metadata", count: 2)
        _ = try await producer.send(record("a"))
        try await producer.flush()
        #expect(try await world.contents(of: orders0) == ["a"])
    }

    private func makeProducer() async throws -> (LiveWorld, WatchedConnection, Producer) {
        let world = try await LiveWorld(["orders": 1])
        let connection = world.connect()
        return (world, connection, Producer(connection: connection, options: Self.options))
    }

    private static let options: ProducerOptions = {
        var options = ProducerOptions()
        options.enableIdempotence = false
        return options
    }()
}
