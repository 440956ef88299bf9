import EventBroker
import Testing

/// Facts of Kafka's `RoundRobinAssignorTest` (its test's name in each comment), and of the
/// assignor's documentation.
@Suite("Round-robin assignor")
struct RoundRobinAssignorTests {
    // testTwoConsumersTwoTopicsSixPartitions
    @Test("Two topics of three partitions are shared 3 to 3: the turns go on from topic to topic")
    func evenly() {
        let members = ["a", "b"].map { Subscriber(id: $0, topics: ["t1", "t2"]) }
        #expect(
            Assignor.roundRobin.share(["t1": 3, "t2": 3], among: members)
                == ["a": ["t1-0", "t1-2", "t2-1"], "b": ["t1-1", "t2-0", "t2-2"]])
    }

    // testMultipleConsumersMixedTopics
    @Test("Who doesn't subscribe to a topic is passed over")
    func mixedSubscriptions() {
        let shares = Assignor.roundRobin.share(
            ["t1": 3, "t2": 2],
            among: [
                Subscriber(id: "a", topics: ["t1"]), Subscriber(id: "b", topics: ["t1", "t2"]),
                Subscriber(id: "c", topics: ["t1"]),
            ])
        #expect(shares == ["a": ["t1-0"], "b": ["t1-1", "t2-0", "t2-1"], "c": ["t1-2"]])
    }

    // the example in the documentation of RoundRobinAssignor
    @Test("With different subscriptions it may come out uneven, 1 to 1 to 4")
    func uneven() {
        let shares = Assignor.roundRobin.share(
            ["t0": 1, "t1": 2, "t2": 3],
            among: [
                Subscriber(id: "a", topics: ["t0"]), Subscriber(id: "b", topics: ["t0", "t1"]),
                Subscriber(id: "c", topics: ["t0", "t1", "t2"]),
            ])
        #expect(
            shares == ["a": ["t0-0"], "b": ["t1-0"], "c": ["t1-1", "t2-0", "t2-1", "t2-2"]])
    }

    // testOneConsumerNoTopic, testOneConsumerNonexistentTopic
    @Test("No topic, or one that doesn't exist, is nothing to share out")
    func nothing() {
        #expect(
            Assignor.roundRobin.share([:], among: [Subscriber(id: "a", topics: [])]) == ["a": []])
        #expect(
            Assignor.roundRobin.share([:], among: [Subscriber(id: "a", topics: ["ghosts"])])
                == ["a": []])
    }

    // testStaticMemberRoundRobinAssignmentPersistent
    @Test("A static member that comes back with another member id gets the same partitions")
    func staticMember() {
        func share(_ id: String) -> [String]? {
            Assignor.roundRobin.share(
                ["t1": 5],
                among: [
                    Subscriber(id: "m-2", instance: "i-2", topics: ["t1"]),
                    Subscriber(id: id, instance: "i-1", topics: ["t1"]),
                ])[id]
        }
        #expect(share("m-1") == ["t1-0", "t1-2", "t1-4"])
        #expect(share("z-9") == share("m-1"))
    }
}
