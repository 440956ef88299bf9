import EventClient
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
