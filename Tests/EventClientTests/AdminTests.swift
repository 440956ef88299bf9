import EventBroker
import EventClient
import EventLog
import Testing

@Suite("An admin client", .ends)
struct AdminTests {
    private let world = LiveWorld()

    @Test("It makes topics and lists them with their partitions")
    func topics() async throws {
        let admin = world.cluster.makeAdmin()
        try await admin.createTopic("orders", partitions: 3)
        try await admin.createTopic("payments", partitions: 1)
        #expect(try await admin.topics() == ["orders": 3, "payments": 1])
    }

    @Test("A topic that exists, a name that can't be and a wrong number of partitions are refused")
    func errors() async throws {
        let admin = world.cluster.makeAdmin()
        try await admin.createTopic("orders", partitions: 3)
        await #expect(throws: AdminError.topicExists("orders")) {
            try await admin.createTopic("orders", partitions: 1)
        }
        await #expect(throws: AdminError.invalidTopic("my orders")) {
            try await admin.createTopic("my orders", partitions: 1)
        }
        await #expect(throws: AdminError.invalidPartitions(0)) {
            try await admin.createTopic("payments", partitions: 0)
        }
        #expect(try await admin.topics() == ["orders": 3])
    }

    @Test("Without an answer it says that it doesn't know")
    func lostAnswer() async throws {
        let connection = world.connect()
        let admin = Admin(connection: connection)
        connection.loseAnswers(to: "createTopic")
        await #expect(throws: AdminError.timedOut) {
            try await admin.createTopic("orders", partitions: 1)
        }
        #expect(AdminError.timedOut.isRetriable)
        #expect(try await admin.topics() == ["orders": 1])
    }
}

@Suite("An admin client that deletes", .ends)
struct AdminDeletingTests {
    @Test("Who reads on in a partition whose records were deleted starts where its reset says")
    func deleteRecords() async throws {
        let world = try await LiveWorld(["orders": 1])
        try await world.append(["a", "b", "c"], to: orders0)
        let admin = world.cluster.makeAdmin()
        #expect(try await admin.deleteRecords(in: orders0, before: 2) == 2)
        #expect(try await world.contents(of: orders0) == ["c"])
        #expect(try await admin.deleteRecords(in: orders0, before: nil) == 3)
        await #expect(throws: AdminError.offsetOutOfRange(orders0, 9)) {
            try await admin.deleteRecords(in: orders0, before: 9)
        }
    }

    @Test("A topic can be made anew after it was deleted")
    func deleteTopic() async throws {
        let world = try await LiveWorld(["orders": 1])
        let admin = world.cluster.makeAdmin()
        try await world.append(["a"], to: orders0)
        try await admin.deleteTopic("orders")
        await #expect(throws: AdminError.unknownTopic("orders")) {
            try await admin.deleteTopic("orders")
        }
        #expect(try await admin.topics() == [:])
        try await admin.createTopic("orders", partitions: 1)
        #expect(try await world.contents(of: orders0) == [])
    }

    @Test("A topic's configuration counts")
    func configuration() async throws {
        let world = LiveWorld()
        var configuration = TopicConfiguration()
        configuration.timestampType = .appendTime
        try await world.cluster.makeAdmin().createTopic(
            "orders", partitions: 1, configuration: configuration)
        world.clock.advance(by: .seconds(3))
        let producer = world.cluster.makeProducer()
        let record = ProducerRecord(
            topic: "orders", value: [1], timestamp: Timestamp(milliseconds: 5))
        #expect(
            try await producer.send(record).metadata.timestamp == Timestamp(milliseconds: 3_000))
    }
}
