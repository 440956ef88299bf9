import EventBroker
import EventClient
import Sandbox
import Testing

/// What a learner sees of the four assignors, from the first member to the last.
@Suite("A sandbox group shares out")
struct SandboxAssignorTests {
    let sandbox = Sandbox()

    init() throws {
        try sandbox.perform(.createTopic("orders", partitions: 3))
        try sandbox.perform(.createTopic("refunds", partitions: 3))
    }

    private func join(
        _ member: String, _ assignor: Assignor, topics: [String] = ["orders"]
    ) throws -> [SandboxEvent] {
        var joining = Joining(member: member, group: "billing", topics: topics)
        joining.assignor = assignor
        return try sandbox.perform(.join(joining)).map(\.event)
    }

    private func owned(by member: String) -> [String] {
        sandbox.memberViews.first { $0.name == member }?.assignment.map(\.description) ?? []
    }

    private let zero = TopicPartition("orders", 0)
    private let one = TopicPartition("orders", 1)
    private let two = TopicPartition("orders", 2)

    @Test("cooperatively: only what moves is given back, and it comes with the second rebalance")
    func cooperative() throws {
        #expect(
            try join("a", .cooperativeSticky) == [
                .joining(member: "a", group: "billing"),
                .rebalanced(member: "a", kept: [], added: [zero, one, two]),
            ])
        let events = try join("b", .cooperativeSticky)
        #expect(events.contains(.revoked(member: "a", [two])))
        #expect(events.contains(.rebalanced(member: "a", kept: [zero, one], added: [])))
        #expect(events.last == .rebalanced(member: "b", kept: [], added: [two]))
        let revoked = events.compactMap { event -> [TopicPartition]? in
            if case .revoked(_, let partitions) = event { partitions } else { nil }
        }
        #expect(revoked == [[two]])
        let after = try sandbox.perform(.leave(member: "a")).map(\.event)
        #expect(after.last == .rebalanced(member: "b", kept: [two], added: [zero, one]))
    }

    @Test("cooperatively: a member goes on at its position in what it keeps")
    func positionIsKept() throws {
        for number in 0..<6 {
            var production = Production(topic: "orders", content: .value([UInt8(number)]))
            production.partition = number % 3
            try sandbox.perform(.produce([production]))
        }
        _ = try join("a", .cooperativeSticky)
        try sandbox.perform(.poll(member: "a", atMost: 3))
        let before = sandbox.memberViews.first?.positions ?? []
        _ = try join("b", .cooperativeSticky)
        let after = sandbox.memberViews.first?.positions ?? []
        #expect(after == before.filter { $0.partition != two })
        #expect(after.contains { $0.offset > 0 })
    }

    @Test("stickily: all is given back, and most of it comes back")
    func sticky() throws {
        _ = try join("a", .sticky)
        _ = try join("b", .sticky)
        #expect(owned(by: "a") == ["orders-0", "orders-1"])
        let events = try join("c", .sticky)
        #expect(events.contains(.revoked(member: "a", [zero, one])))
        #expect(owned(by: "b") == ["orders-2"])
        #expect(owned(by: "a").count == 1)
        #expect(owned(by: "c").count == 1)
    }

    @Test("by range 4 to 2 of two topics, in turn 3 to 3")
    func rangeAndRoundRobin() throws {
        for (assignor, count) in [(Assignor.range, 4), (.roundRobin, 3)] {
            _ = try join("a", assignor, topics: ["orders", "refunds"])
            _ = try join("b", assignor, topics: ["orders", "refunds"])
            #expect(owned(by: "a").count == count)
            for member in ["a", "b"] { try sandbox.perform(.leave(member: member)) }
        }
    }

    @Test("one way only: who knows another assignor is refused, until the group is empty")
    func otherAssignor() throws {
        _ = try join("a", .range)
        let refusal = SandboxError.otherAssignor(group: "billing", theirs: "range")
        #expect(throws: refusal) { try join("b", .sticky) }
        try sandbox.perform(.crash(member: "a"))
        #expect(throws: refusal) { try join("b", .sticky) }
        try sandbox.perform(.wait(milliseconds: 10_000))
        _ = try join("b", .sticky)
        #expect(throws: SandboxError.otherAssignor(group: "billing", theirs: "sticky")) {
            try sandbox.perform(.restart(member: "a"))
        }
    }

    @Test("one way only, also while the broker is stopped and can't refuse")
    func otherAssignorOfStoppedBroker() throws {
        try sandbox.perform(.stopBroker)
        _ = try join("a", .range)
        #expect(throws: SandboxError.otherAssignor(group: "billing", theirs: "range")) {
            try join("b", .sticky)
        }
    }
}
