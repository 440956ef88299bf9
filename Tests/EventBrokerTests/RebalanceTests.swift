import EventBroker
import EventLog
import Testing

@Suite("Rebalances")
struct RebalanceTests {
    @Test("Two members join one after the other, the second in a new generation led by the first")
    func twoMembers() throws {
        var scenario = Scenario()
        let a = scenario.reserveID(client: "a")
        let alone = try #require(scenario.ask(Scenario.join(a, client: "a"))?.join)
        #expect(alone.generation == 1)
        #expect(alone.leaderID == a)
        _ = scenario.send(Scenario.sync(a, generation: 1))

        let b = scenario.reserveID(client: "b")
        let parked = scenario.send(Scenario.join(b, client: "b"))
        #expect(scenario.group().generation == 1)
        #expect(
            scenario.ask(Scenario.heartbeat(a, generation: 1))?.error == .rebalanceInProgress)
        let leading = try #require(scenario.ask(Scenario.join(a, client: "a"))?.join)
        let following = try #require(scenario.answers[parked]?.join)

        let subscription = Subscription(topics: ["orders"])
        #expect(
            leading
                == JoinGroup.Response(
                    generation: 2, assignor: "range", leaderID: a, memberID: a,
                    members: [a, b].map { .init(id: $0, subscription: subscription) }))
        #expect(
            following
                == JoinGroup.Response(
                    generation: 2, assignor: "range", leaderID: a, memberID: b))

        let waiting = scenario.send(Scenario.sync(b, generation: 2))
        #expect(scenario.answers[waiting] == nil)
        let assignment = Scenario.sync(a, generation: 2, assigning: [a: 0, b: 2])
        #expect(scenario.ask(assignment)?.sync?.partitions == [TopicPartition("orders", 0)])
        #expect(scenario.answers[waiting]?.sync?.partitions == [TopicPartition("orders", 2)])
        #expect(scenario.group().state == .stable)
    }

    @Test("A member that the leader forgets in its assignment gets nothing")
    func forgottenMember() {
        var scenario = Scenario.completingRebalance()
        let waiting = scenario.send(Scenario.sync("b-2", generation: 2))
        _ = scenario.send(Scenario.sync("a-1", generation: 2, assigning: ["a-1": 0]))
        #expect(scenario.answers[waiting]?.sync == SyncGroup.Response(partitions: []))
    }

    @Test("When the leader leaves, the member that joined next leads the next generation")
    func leaderLeaves() throws {
        var scenario = Scenario.stable()
        _ = scenario.send(Scenario.leave("a-1"))
        let joined = try #require(scenario.ask(Scenario.join("b-2", client: "b"))?.join)
        #expect(joined.leaderID == "b-2")
        #expect(joined.generation == 3)
        #expect(joined.members.map(\.id) == ["b-2"])
    }

    @Test("A member that doesn't rejoin within the rebalance timeout is out, even if it heartbeats")
    func rebalanceTimeout() {
        var scenario = Scenario.stable()
        let rejoin = scenario.send(Scenario.join("a-1", client: "a"))
        scenario.pass(Scenario.rebalanceTimeout - 1, beating: ["b-2"])
        #expect(scenario.answers[rejoin] == nil)
        scenario.pass(1, beating: ["b-2"])
        #expect(scenario.answers[rejoin]?.join?.generation == 3)
        #expect(scenario.group().members.map(\.id) == ["a-1"])
    }

    @Test("The join phase lasts as long as the most patient member allows")
    func longestRebalanceTimeout() {
        var scenario = Scenario.stable()
        let id = scenario.reserveID(client: "c")
        let join = scenario.send(Scenario.join(id, client: "c", rebalanceTimeout: 50_000))
        scenario.pass(49_999, beating: ["a-1", "b-2"])
        #expect(scenario.answers[join] == nil)
        scenario.pass(1, beating: ["a-1", "b-2"])
        #expect(scenario.answers[join]?.join?.leaderID == id)
    }

    @Test("A member that never sends its SyncGroup is out after the rebalance timeout")
    func missingSync() {
        var scenario = Scenario.completingRebalance()
        let waiting = scenario.send(Scenario.sync("b-2", generation: 2))
        scenario.pass(Scenario.rebalanceTimeout, beating: ["a-1"])
        #expect(scenario.answers[waiting]?.error == .rebalanceInProgress)
        #expect(scenario.group().members.map(\.id) == ["b-2"])
    }

    @Test("A new rebalance sends those who wait for their assignment back to join")
    func interruptedSync() {
        var scenario = Scenario.completingRebalance()
        let waiting = scenario.send(Scenario.sync("b-2", generation: 2))
        _ = scenario.send(Scenario.join("a-1", client: "a", topics: ["refunds"]))
        #expect(scenario.answers[waiting]?.error == .rebalanceInProgress)
    }

    @Test("A pending member id holds up the join phase until it is used")
    func pendingMemberJoins() {
        var scenario = Scenario.preparingRebalance()
        let pending = scenario.reserveID(client: "c")
        let rejoin = scenario.send(Scenario.join("b-2", client: "b"))
        #expect(scenario.answers[rejoin] == nil)
        _ = scenario.send(Scenario.join(pending, client: "c"))
        #expect(scenario.answers[rejoin]?.join?.generation == 3)
        #expect(scenario.group().members.count == 3)
    }

    @Test("A pending member id holds up the join phase for the session timeout at most")
    func pendingMemberExpires() {
        var scenario = Scenario.preparingRebalance()
        let pending = scenario.reserveID(client: "c")
        let rejoin = scenario.send(Scenario.join("b-2", client: "b"))
        scenario.pass(Scenario.sessionTimeout - 1)
        #expect(scenario.answers[rejoin] == nil)
        scenario.pass(1)
        #expect(scenario.answers[rejoin]?.join?.generation == 3)
        #expect(scenario.ask(Scenario.join(pending))?.error == .unknownMemberID)
    }

    @Test("A pending member that leaves or expires doesn't disturb a stable group")
    func pendingMemberOfStableGroup() {
        var scenario = Scenario.stable()
        let pending = scenario.reserveID(client: "c")
        #expect(scenario.ask(Scenario.leave(pending))?.error == nil)
        _ = scenario.reserveID(client: "d")
        scenario.pass(2 * Scenario.sessionTimeout, beating: ["a-1", "b-2"])
        #expect(scenario.group().state == .stable)
        #expect(scenario.group().generation == 2)
    }

    @Test("The last member's leaving empties the group and ends its generation")
    func lastMemberLeaves() {
        var scenario = Scenario.empty()
        #expect(scenario.group().state == .empty)
        #expect(scenario.group().generation == 3)
        #expect(scenario.broker.nextDeadline == nil)
    }

    @Test("Each member that joins during the initial delay prolongs it once")
    func initialDelay() {
        var scenario = Scenario(initialDelay: 3_000)
        let first = scenario.send(Scenario.join(scenario.reserveID(client: "a"), client: "a"))
        scenario.pass(2_999)
        let second = scenario.send(Scenario.join(scenario.reserveID(client: "b"), client: "b"))
        scenario.pass(3_000)
        #expect(scenario.answers[first] == nil)
        scenario.pass(1)
        #expect(scenario.answers[first]?.join?.generation == 1)
        #expect(scenario.answers[second]?.join?.leaderID == "a-1")
    }

    @Test("The initial delay is prolonged up to the rebalance timeout in all")
    func boundedInitialDelay() {
        var scenario = Scenario(initialDelay: 3_000)
        let id = scenario.reserveID(client: "a")
        let first = scenario.send(Scenario.join(id, client: "a", rebalanceTimeout: 7_000))
        for client in ["b", "c", "d"] {
            scenario.pass(2_000)
            let id = scenario.reserveID(client: client)
            _ = scenario.send(Scenario.join(id, client: client, rebalanceTimeout: 7_000))
        }
        scenario.pass(999)
        #expect(scenario.answers[first] == nil)
        scenario.pass(1)
        #expect(scenario.answers[first]?.join?.members.count == 4)
    }

    @Test("The assignor with most votes among those that all know is chosen")
    func assignorVotes() throws {
        var scenario = Scenario(initialDelay: 3_000)
        let preferences = [
            ["range", "sticky", "own"], ["sticky", "range"], ["own", "sticky", "range"],
        ]
        for assignors in preferences {
            let id = scenario.reserveID(client: "a")
            _ = scenario.send(Scenario.join(id, client: "a", assignors: assignors))
        }
        scenario.pass(6_000)
        let answer = try #require(
            scenario.answers.values.compactMap(\.join).first { $0.error == nil })
        #expect(answer.assignor == "sticky")
    }

    @Test("A member that knows no assignor of the group's is refused")
    func noCommonAssignor() {
        var scenario = Scenario.stable()
        let join = Scenario.join(client: "c", assignors: ["sticky"])
        #expect(scenario.ask(join)?.error == .inconsistentGroupProtocol)
    }

    @Test(
        "A session timeout outside of the broker's limits is refused",
        arguments: [5_999, 1_800_001] as [Int64])
    func sessionTimeoutLimits(milliseconds: Int64) {
        var scenario = Scenario()
        let join = Scenario.join(client: "c", sessionTimeout: milliseconds)
        #expect(scenario.ask(join)?.error == .invalidSessionTimeout)
    }

    @Test("A group without a name is refused")
    func namelessGroup() {
        var scenario = Scenario()
        #expect(scenario.ask(Scenario.join(client: "c", group: ""))?.error == .invalidGroupID)
    }

    @Test("A JoinGroup sent again takes the parked one's place, which is told to join again")
    func repeatedJoin() {
        var scenario = Scenario.stable()
        let first = scenario.send(Scenario.join("a-1", client: "a"))
        let second = scenario.send(Scenario.join("a-1", client: "a"))
        #expect(scenario.answers[first]?.error == .rebalanceInProgress)
        _ = scenario.send(Scenario.join("b-2", client: "b"))
        #expect(scenario.answers[second]?.join?.generation == 3)
    }
}
