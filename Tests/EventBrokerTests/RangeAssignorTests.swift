import EventBroker
import Testing

/// Facts of Kafka's `RangeAssignorTest` (its test's name in each comment), and of its documentation.
@Suite("Range assignor")
struct RangeAssignorTests {
    // testTwoConsumersTwoTopicsSixPartitions
    @Test("Two topics of three partitions are shared 4 to 2: the surplus adds up by topic")
    func skew() {
        let topics = ["orders", "refunds"]
        let shares = Assignor.range.share(
            ["orders": 3, "refunds": 3],
            among: [Subscriber(id: "a", topics: topics), Subscriber(id: "b", topics: topics)])
        #expect(
            shares == [
                "a": ["orders-0", "orders-1", "refunds-0", "refunds-1"],
                "b": ["orders-2", "refunds-2"],
            ])
    }

    @Test("Members take their turns by id, not by when they joined")
    func membersByID() {
        let shares = Assignor.range.share(
            ["orders": 3],
            among: [
                Subscriber(id: "b", topics: ["orders"]), Subscriber(id: "a", topics: ["orders"]),
            ])
        #expect(shares == ["a": ["orders-0", "orders-1"], "b": ["orders-2"]])
    }

    // testTwoConsumersOneTopicOnePartition
    @Test("Members beyond the number of partitions get nothing")
    func surplusMembers() {
        let members = ["a", "b", "c"].map { Subscriber(id: $0, topics: ["orders"]) }
        #expect(
            Assignor.range.share(["orders": 2], among: members)
                == ["a": ["orders-0"], "b": ["orders-1"], "c": []])
    }

    // testMultipleConsumersMixedTopicsAndRack's subscriptions without racks, testOneConsumerNonexistentTopic
    @Test("A topic goes to its subscribers only, and one that doesn't exist to nobody")
    func subscriptions() {
        let shares = Assignor.range.share(
            ["orders": 2, "refunds": 1],
            among: [
                Subscriber(id: "a", topics: ["orders"]),
                Subscriber(id: "b", topics: ["orders", "refunds", "ghosts"]),
            ])
        #expect(shares == ["a": ["orders-0"], "b": ["orders-1", "refunds-0"]])
    }

    // testStaticMemberRangeAssignmentPersistent
    @Test("A static member that comes back with another member id gets the same partitions")
    func staticMember() {
        let others = [
            Subscriber(id: "m-2", instance: "i-2", topics: ["orders"]),
            Subscriber(id: "m-3", topics: ["orders"]),
        ]
        let before = Assignor.range.share(
            ["orders": 5],
            among: [Subscriber(id: "m-1", instance: "i-1", topics: ["orders"])] + others)
        let after = Assignor.range.share(
            ["orders": 5],
            among: [Subscriber(id: "z-9", instance: "i-1", topics: ["orders"])] + others)
        #expect(before["m-1"] == ["orders-0", "orders-1"])
        #expect(after["z-9"] == before["m-1"])
        #expect(after["m-2"] == before["m-2"])
        #expect(after["m-3"] == before["m-3"])
    }
}
