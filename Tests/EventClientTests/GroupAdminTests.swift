import EventBroker
import EventClient
import EventLog
import Testing

@Suite("An admin client takes care of groups", .ends)
struct GroupAdminTests {
    private let world: LiveWorld
    private let admin: Admin

    init() async throws {
        world = try await LiveWorld(["orders": 2])
        admin = world.cluster.makeAdmin()
        try await world.append(["a", "b", "c"], to: orders0)
    }

    private func member() async throws -> Consumer {
        let consumer = world.makeConsumer()
        try await consumer.subscribe(to: ["orders"])
        _ = try await consumer.pollTexts()
        return consumer
    }

    @Test("It lists them with their states, and describes their members")
    func listing() async throws {
        let consumer = try await member()
        #expect(try await admin.groups(in: .stable).map(\.id) == ["billing"])
        #expect(try await admin.groups(in: .empty) == [])
        let group = try await admin.describeGroup("billing")
        #expect(group.assignor == .range)
        #expect(group.generation == 1)
        #expect(group.members.map(\.partitions) == [[orders0, orders1]])
        await #expect(throws: AdminError.unknownGroup("shipping")) {
            _ = try await admin.describeGroup("shipping")
        }
        try await consumer.close()
        #expect(try await admin.groups(in: .empty).map(\.id) == ["billing"])
    }

    @Test("It tells how far a group is behind")
    func lag() async throws {
        let consumer = try await member()
        try await consumer.commit([orders0: 1, orders1: 0])
        #expect(try await admin.committedOffsets(of: "billing") == [orders0: 1, orders1: 0])
        #expect(try await admin.lag(of: "billing") == [orders0: 2, orders1: 0])
    }

    // Kafka: "Assignments can only be reset if the group is inactive"
    @Test("It resets the offsets of a group without members, and of no other")
    func reset() async throws {
        let consumer = try await member()
        try await consumer.commit()
        await #expect(throws: AdminError.groupNotEmpty("billing")) {
            try await admin.resetOffsets(of: "billing", in: [orders0], to: .earliest)
        }
        #expect(try await world.committed(orders0) == 3)
        try await consumer.close()
        for (target, offset) in [
            (OffsetTarget.earliest, 0), (.latest, 3), (.offset(1), 1), (.offset(99), 3),
        ] as [(OffsetTarget, Int64)] {
            let reset = try await admin.resetOffsets(of: "billing", in: [orders0], to: target)
            #expect(reset == [orders0: offset])
            #expect(try await world.committed(orders0) == offset)
        }
        await #expect(throws: AdminError.unknownPartition(TopicPartition("orders", 7))) {
            try await admin.resetOffsets(
                of: "billing", in: [TopicPartition("orders", 7)], to: .latest)
        }
    }

    @Test("It deletes groups without members, with what they have committed")
    func deletion() async throws {
        let consumer = try await member()
        try await consumer.commit()
        await #expect(throws: AdminError.groupNotEmpty("billing")) {
            try await admin.deleteGroup("billing")
        }
        await #expect(throws: AdminError.groupSubscribed("billing")) {
            try await admin.deleteOffsets(of: "billing", in: [orders0])
        }
        try await consumer.close()
        try await admin.deleteOffsets(of: "billing", in: [orders0])
        #expect(try await world.committed(orders0) == nil)
        #expect(try await world.committed(orders1) == 0)
        try await admin.deleteGroup("billing")
        #expect(try await admin.groups() == [])
        await #expect(throws: AdminError.unknownGroup("billing")) {
            try await admin.deleteGroup("billing")
        }
    }

    @Test("A consumer that assigns its partitions itself commits until the group has members")
    func simpleConsumer() async throws {
        let simple = world.makeConsumer()
        try await simple.assign([orders0])
        try await simple.commit([orders0: 2])
        #expect(try await admin.groups(in: .empty).map(\.id) == ["billing"])
        let consumer = try await member()
        await #expect(throws: ConsumerError.commitFailed) { try await simple.commit([orders0: 1]) }
        try await consumer.close()
        try await simple.commit([orders0: 1])
        #expect(try await world.committed(orders0) == 1)
    }
}
