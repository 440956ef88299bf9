import EventBroker
import Testing

/// Facts of Kafka's `AbstractStickyAssignorTest` and `StickyAssignorTest` (the test's name in each
/// comment); `t` and `c` stand for its topics and consumers.
@Suite("Sticky assignor")
struct StickyAssignorTests {
    private let sticky = Assignor.sticky

    // testTwoConsumersTwoTopicsSixPartitions
    @Test("Without a past it is round robin")
    func fresh() {
        let members = ["c1", "c2"].map { Subscriber(id: $0, topics: ["t1", "t2"]) }
        #expect(
            sticky.share(["t1": 3, "t2": 3], among: members)
                == ["c1": ["t1-0", "t1-2", "t2-1"], "c2": ["t1-1", "t2-0", "t2-2"]])
    }

    // testAddRemoveConsumerOneTopic
    @Test(
        "A second member takes what is its due, and the first keeps the rest; then it gets all back"
    )
    func addAndRemove() {
        let first = Subscriber(id: "c1", topics: ["t"], had: ["t-0", "t-1", "t-2"])
        let second = Subscriber(id: "c2", topics: ["t"])
        let both = sticky.share(["t": 3], among: [first, second])
        #expect(both == ["c1": ["t-0", "t-1"], "c2": ["t-2"]])
        let alone = sticky.share(["t": 3], among: [second].having(both, generation: 2))
        #expect(alone == ["c2": ["t-0", "t-1", "t-2"]])
    }

    // testAddRemoveTwoConsumersTwoTopics
    @Test(
        "Two more members get what two have too much; when the first two go, the others keep theirs"
    )
    func twoMore() {
        let members = ["c1", "c2", "c3", "c4"].map { Subscriber(id: $0, topics: ["t1", "t2"]) }
        let two = sticky.share(["t1": 3, "t2": 4], among: Array(members.prefix(2)))
        #expect(
            two == ["c1": ["t1-0", "t1-2", "t2-1", "t2-3"], "c2": ["t1-1", "t2-0", "t2-2"]])
        let four = sticky.share(["t1": 3, "t2": 4], among: members.having(two))
        #expect(
            four == [
                "c1": ["t1-0", "t1-2"], "c2": ["t1-1", "t2-0"], "c3": ["t2-1", "t2-3"],
                "c4": ["t2-2"],
            ])
        let left = sticky.share(
            ["t1": 3, "t2": 4], among: members.suffix(2).map(\.self).having(four, generation: 2))
        #expect(
            left == ["c3": ["t1-0", "t2-0", "t2-1", "t2-3"], "c4": ["t1-1", "t1-2", "t2-2"]])
    }

    // testConsumerOwningMinQuotaExpectedMaxQuota, testAllConsumersAreUnderMinQuota
    @Test("Nothing moves where only unowned partitions are to be given")
    func underQuota() {
        let topics = ["t1", "t2"]
        let two = [
            Subscriber(id: "c1", topics: topics, had: ["t1-0", "t2-1"]),
            Subscriber(id: "c2", topics: topics, had: ["t1-1", "t2-2"]),
        ]
        #expect(
            sticky.share(["t1": 2, "t2": 3], among: two)
                == ["c1": ["t1-0", "t2-0", "t2-1"], "c2": ["t1-1", "t2-2"]])
        let three = [
            Subscriber(id: "c1", topics: topics, had: ["t1-0"]),
            Subscriber(id: "c2", topics: topics, had: ["t1-1"]),
            Subscriber(id: "c3", topics: topics),
        ]
        #expect(
            sticky.share(["t1": 2, "t2": 3], among: three)
                == ["c1": ["t1-0", "t2-1"], "c2": ["t1-1", "t2-2"], "c3": ["t2-0"]])
    }

    // testMaxQuotaConsumerMoreThanNumExpectedMaxCapacityMembers; which of the two gives depends on
    // the order of a hash table there
    @Test("Of two members that have two each, one gives one to a third")
    func overQuota() {
        let topics = ["t1", "t2"]
        let shares = sticky.share(
            ["t1": 2, "t2": 2],
            among: [
                Subscriber(id: "c1", topics: topics, had: ["t1-0", "t2-0"]),
                Subscriber(id: "c2", topics: topics, had: ["t1-1", "t2-1"]),
                Subscriber(id: "c3", topics: topics),
            ])
        #expect(shares == ["c1": ["t1-0", "t2-0"], "c2": ["t1-1"], "c3": ["t2-1"]])
    }

    // testAddRemoveTopicTwoConsumers
    @Test("A new topic leaves the old one's partitions where they are")
    func newTopic() {
        let members = ["c1", "c2"].map { Subscriber(id: $0, topics: ["t", "t2"]) }
        let before = sticky.share(["t": 3], among: members)
        let after = sticky.share(["t": 3, "t2": 3], among: members.having(before))
        for id in ["c1", "c2"] {
            #expect(after[id]?.count == 3)
            #expect(Set(before[id] ?? []).isSubset(of: after[id] ?? []))
        }
    }

    // testMultipleConsumersMixedTopicSubscriptions
    @Test("With different subscriptions a topic goes to its subscribers, as evenly as can be")
    func mixedSubscriptions() {
        let shares = sticky.share(
            ["t1": 3, "t2": 2],
            among: [
                Subscriber(id: "c1", topics: ["t1"]), Subscriber(id: "c2", topics: ["t1", "t2"]),
                Subscriber(id: "c3", topics: ["t1"]),
            ])
        #expect(
            shares == ["c1": ["t1-0", "t1-2"], "c2": ["t2-0", "t2-1"], "c3": ["t1-1"]])
    }

    // testPoorRoundRobinAssignmentScenario
    @Test("Where round robin leaves a member with nothing, each gets two")
    func poorRoundRobin() {
        let all = ["t1", "t2", "t3", "t4", "t5"]
        let odd = ["t1", "t3", "t5"]
        let shares = sticky.share(
            ["t1": 2, "t2": 1, "t3": 2, "t4": 1, "t5": 2],
            among: [
                Subscriber(id: "c1", topics: all), Subscriber(id: "c2", topics: odd),
                Subscriber(id: "c3", topics: odd), Subscriber(id: "c4", topics: all),
            ])
        #expect(shares.mapValues(\.count) == ["c1": 2, "c2": 2, "c3": 2, "c4": 2])
    }

    // testAssignmentWithConflictingPreviousGenerations, with isAllSubscriptionsEqual true and false
    @Test("Members of the newest generation keep of what they had, whatever an older one claims")
    func conflictingGenerations() {
        for areEqual in [true, false] {
            let all = ["t1", "t2", "t3"]
            let older = areEqual ? "t1-0 t1-1 t1-2 t2-2 t2-3 t3-0" : "t1-0 t1-1 t1-2 t1-3"
            let had = [
                older, "t1-0 t1-1 t2-0 t2-1 t2-2 t2-3", "t1-2 t1-3 t3-0 t3-1 t3-2 t3-3",
            ].map { $0.split(separator: " ").map(String.init) }
            let shares = sticky.share(
                ["t1": 4, "t2": 4, "t3": 4],
                among: [
                    Subscriber(
                        id: "c1", topics: areEqual ? all : ["t1"], had: had[0], generation: 1),
                    Subscriber(
                        id: "c2", topics: areEqual ? all : ["t1", "t2"], had: had[1],
                        generation: 2),
                    Subscriber(id: "c3", topics: all, had: had[2], generation: 2),
                ])
            #expect(shares.mapValues(\.count) == ["c1": 4, "c2": 4, "c3": 4])
            #expect(Set(shares["c2"] ?? []).isSubset(of: had[1]))
            #expect(Set(shares["c3"] ?? []).isSubset(of: had[2]))
        }
    }

    // testSubscriptionNotEqualAndAssignSamePartitionWith3Generation
    @Test("A partition that three members claim, of three generations, is given once")
    func threeGenerations() {
        for generations in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] as [[Int32]] {
            let shares = sticky.share(
                ["t": 6, "t1": 1],
                among: [
                    Subscriber(
                        id: "c1", topics: ["t"], had: ["t-0", "t-2"], generation: generations[0]),
                    Subscriber(
                        id: "c2", topics: ["t"], had: ["t-1", "t-2", "t-3"],
                        generation: generations[1]),
                    Subscriber(
                        id: "c3", topics: ["t"], had: ["t-2", "t-4", "t-5"],
                        generation: generations[2]),
                    Subscriber(id: "c4", topics: ["t1"], had: ["t1-0"], generation: 2),
                ])
            #expect(shares.values.allSatisfy { (1...2).contains($0.count) })
            #expect(Set(shares.values.joined()).count == 7)
        }
    }

    // testAssignmentUpdatedForDeletedTopic, testOnlyAssignsPartitionsFromSubscribedTopics
    @Test("What a member had of a topic that is gone, or not its own any more, counts for nothing")
    func staleClaims() {
        let shares = sticky.share(
            ["t": 2, "other": 2],
            among: [
                Subscriber(
                    id: "c1", topics: ["t", "gone"],
                    had: ["t-0", "t-1", "t-7", "other-0", "other-1", "gone-0"])
            ])
        #expect(shares == ["c1": ["t-0", "t-1"]])
    }

    // testLargeAssignmentWithMultipleConsumersLeavingAndRandomSubscription
    @Test("Random subscriptions and leavings: each partition once, even as can be, little moves")
    func random() {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<50 {
            let topics = (0..<12).map { "t\($0)" }
            let counts = Dictionary(
                uniqueKeysWithValues: topics.map { ($0, Int.random(in: 1...9, using: &random)) })
            let members = (0..<20).map { index in
                Subscriber(
                    id: "c\(index + 10)", topics: topics.filter { _ in Bool.random(using: &random) }
                )
            }
            let first = sticky.share(counts, among: members)
            expectBalance(of: first, among: members)
            let staying = members.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
            let second = sticky.share(counts, among: staying.having(first))
            expectBalance(of: second, among: staying)
            #expect(sticky.share(counts, among: staying.having(second)) == second)
        }
    }

    /// Kafka's `verifyValidityAndBalance`.
    private func expectBalance(of shares: [String: [String]], among members: [Subscriber]) {
        #expect(Set(shares.values.joined()).count == shares.values.joined().count)
        for taker in members {
            for (owner, share) in shares where share.count > (shares[taker.id]?.count ?? 0) + 1 {
                let movable = share.filter { partition in
                    taker.topics.contains(String(partition.prefix { $0 != "-" }))
                }
                #expect(movable == [], "\(owner) could give to \(taker.id)")
            }
        }
    }
}

@Suite("Cooperative sticky assignor")
struct CooperativeStickyAssignorTests {
    private let cooperative = Assignor.cooperativeSticky

    // testAddRemoveConsumerOneTopic and CooperativeStickyAssignorTest's overriding of it
    @Test("A partition that moves is nobody's for one rebalance, and the next one gives it")
    func twoRebalances() {
        let before = [
            Subscriber(id: "c1", topics: ["t"], had: ["t-0", "t-1", "t-2"]),
            Subscriber(id: "c2", topics: ["t"]),
        ]
        let first = cooperative.share(["t": 3], among: before)
        #expect(first == ["c1": ["t-0", "t-1"], "c2": []])
        let second = cooperative.share(["t": 3], among: before.having(first, generation: 2))
        #expect(second == ["c1": ["t-0", "t-1"], "c2": ["t-2"]])
    }

    // CooperativeStickyAssignorTest's testAllConsumersHaveOwnedPartitionInvalidatedWhenClaimedBy-
    // MultipleConsumersInSameGenerationWithEqualPartitionsPerConsumer
    @Test("A partition that two members of one generation claim is given to nobody at first")
    func severalClaims() {
        let shares = cooperative.share(
            ["t": 3],
            among: [
                Subscriber(id: "c1", topics: ["t"], had: ["t-0", "t-1"], generation: 5),
                Subscriber(id: "c2", topics: ["t"], had: ["t-0", "t-2"], generation: 5),
                Subscriber(id: "c3", topics: ["t"]),
            ])
        #expect(shares == ["c1": ["t-1"], "c2": ["t-2"], "c3": []])
    }

    // testAssignmentWithConflictingPreviousGenerations, of two members
    @Test("What a member of a newer generation has is left to it at once")
    func olderClaim() {
        let shares = cooperative.share(
            ["t": 2],
            among: [
                Subscriber(id: "c1", topics: ["t"], had: ["t-0", "t-1"], generation: 4),
                Subscriber(id: "c2", topics: ["t"], had: ["t-1"], generation: 5),
            ])
        #expect(shares == ["c1": ["t-0"], "c2": ["t-1"]])
    }
}
