import EventBroker
import Testing

@Suite("Range assignor")
struct RangeAssignorTests {
    @Test("Two topics of three partitions are shared 4 to 2: the surplus adds up by topic")
    func skew() {
        let assignments = assign(
            [("a", ["orders", "refunds"]), ("b", ["orders", "refunds"])],
            ["orders": 3, "refunds": 3])
        #expect(
            assignments == [
                "a": ["orders-0", "orders-1", "refunds-0", "refunds-1"],
                "b": ["orders-2", "refunds-2"],
            ])
    }

    @Test("Members take their turns by id, not by when they joined")
    func membersByID() {
        let assignments = assign([("b", ["orders"]), ("a", ["orders"])], ["orders": 3])
        #expect(assignments == ["a": ["orders-0", "orders-1"], "b": ["orders-2"]])
    }

    @Test("Members beyond the number of partitions get nothing")
    func surplusMembers() {
        let assignments = assign(
            [("a", ["orders"]), ("b", ["orders"]), ("c", ["orders"])], ["orders": 2])
        #expect(assignments == ["a": ["orders-0"], "b": ["orders-1"], "c": []])
    }

    @Test("A topic goes to its subscribers only, and one that doesn't exist to nobody")
    func subscriptions() {
        let assignments = assign(
            [("a", ["orders"]), ("b", ["orders", "refunds", "ghosts"])],
            ["orders": 2, "refunds": 1])
        #expect(assignments == ["a": ["orders-0"], "b": ["orders-1", "refunds-0"]])
    }

    private func assign(
        _ members: [(id: String, topics: [String])], _ partitions: [String: Int]
    ) -> [String: [String]] {
        let members = members.map {
            JoinGroup.Member(id: $0.id, subscription: Subscription(topics: $0.topics))
        }
        let assignments = Assignor.range.assign(members: members, partitions: partitions)
        return Dictionary(
            uniqueKeysWithValues: assignments.map {
                ($0.memberID, $0.partitions.map(\.description))
            }
        )
    }
}
