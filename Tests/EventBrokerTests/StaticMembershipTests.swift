import EventBroker
import EventLog
import Testing

/// KIP-345, by the facts of Kafka's `GroupMetadataManagerTest` (its tests' names in the comments).
@Suite("Static membership")
struct StaticMembershipTests {
    // testStaticMemberJoinWithUnknownInstanceIdAndUnknownMemberId
    @Test("A static member joins with one request: its id is no secret, so none is reserved")
    func joinsAtOnce() {
        var scenario = Scenario()
        let answer = scenario.ask(Scenario.join(client: "a", instance: "i-a"))?.join
        #expect(answer?.error == nil)
        #expect(answer?.memberID == "i-a-1")
        #expect(scenario.group().members.map(\.groupInstanceID) == ["i-a"])
    }

    // testStaticMemberReJoinWithFollowerMemberIdWithChangeOfProtocol…, testStaticMemberRejoinWithFollowerIdAndNoProtocolChange
    @Test("A follower that is started again gets its old partitions without a rebalance")
    func followerComesBack() {
        var scenario = Scenario.staticGroup()
        let answer = scenario.ask(Scenario.join(client: "b", instance: "i-b"))?.join
        #expect(answer?.error == nil)
        #expect(answer?.generation == 2)
        #expect(answer?.leaderID == "i-a-1")
        #expect(scenario.group().state == .stable)
        let memberID = answer?.memberID ?? ""
        #expect(memberID != "i-b-2")
        let sync = scenario.ask(Scenario.sync(memberID, instance: "i-b", generation: 2))?.sync
        #expect(sync == SyncGroup.Response(partitions: [TopicPartition("orders", 1)]))
    }

    // testStaticMemberRejoinWithLeaderIdAndUnknownMemberId, of JoinGroup before version 9: later ones
    // name the leader and have a flag instead
    @Test(
        "A leader that is started again is told of the old one, so that it doesn't share out anew")
    func leaderComesBack() {
        var scenario = Scenario.staticGroup()
        let answer = scenario.ask(Scenario.join(client: "a", instance: "i-a"))?.join
        #expect(answer?.generation == 2)
        #expect(answer?.leaderID == "i-a-1")
        #expect(answer?.members == [])
        #expect(answer?.memberID != "i-a-1")
        let sync = scenario.ask(
            Scenario.sync(answer?.memberID ?? "", instance: "i-a", generation: 2))?.sync
        #expect(sync == SyncGroup.Response(partitions: [TopicPartition("orders", 0)]))
    }

    // testReplaceStaticMemberInStableStateSucceeds, staticMemberFenceDuringRebalance and others
    @Test("Whoever had the instance id is fenced at whatever it asks")
    func olderOneIsFenced() {
        var scenario = Scenario.staticGroup()
        _ = scenario.ask(Scenario.join(client: "b", instance: "i-b"))
        let requests = [
            Scenario.heartbeat("i-b-2", instance: "i-b", generation: 2),
            Scenario.commit("i-b-2", instance: "i-b", generation: 2),
            Scenario.sync("i-b-2", instance: "i-b", generation: 2),
            Scenario.join("i-b-2", client: "b", instance: "i-b"),
            Scenario.leave("i-b-2", instance: "i-b"),
        ]
        for request in requests {
            #expect(scenario.ask(request)?.error == .fencedInstanceID)
        }
    }

    @Test("A parked request of the older one is answered when the newer one takes its place")
    func parkedRequestIsFenced() {
        var scenario = Scenario.staticGroup()
        let waiting = scenario.send(Scenario.join("i-a-1", client: "a", instance: "i-a"))
        #expect(scenario.answers[waiting] == nil)
        _ = scenario.send(Scenario.join(client: "a", instance: "i-a"))
        #expect(scenario.answers[waiting]?.error == .fencedInstanceID)
    }

    // testStaticMemberJoinWithUnknownInstanceIdAndKnownMemberId
    @Test("An instance id that the group doesn't know makes the member unknown")
    func unknownInstance() {
        var scenario = Scenario.staticGroup()
        let request = Scenario.heartbeat("i-b-2", instance: "other", generation: 2)
        #expect(scenario.ask(request)?.error == .unknownMemberID)
    }

    @Test("One that comes back while assignments are awaited makes everybody join again")
    func backWhileCompleting() {
        var scenario = Scenario.staticGroup(isSynced: false)
        #expect(scenario.group().state == .completingRebalance)
        let rejoin = scenario.send(Scenario.join(client: "b", instance: "i-b"))
        #expect(scenario.answers[rejoin] == nil)
        #expect(scenario.group().state == .preparingRebalance)
    }

    @Test("One that comes back with another assignor, which changes the vote, begins a rebalance")
    func backWithAnotherAssignor() {
        var scenario = Scenario(initialDelay: 3_000)
        let assignors = ["range", "sticky"]
        let first = scenario.send(
            Scenario.join(client: "a", instance: "i-a", assignors: assignors))
        scenario.pass(3_000)
        #expect(scenario.answers[first]?.join?.assignor == "range")
        _ = scenario.send(
            Scenario.sync("i-a-1", instance: "i-a", generation: 1, assigning: ["i-a-1": 0]))
        let answer = scenario.ask(
            Scenario.join(client: "a", instance: "i-a", assignors: ["sticky", "range"]))?.join
        #expect(answer?.generation == 2)
        #expect(answer?.assignor == "sticky")
    }

    // testStaticMemberFollowerFailToRejoinBeforeRebalanceTimeout… keeps static members
    @Test("A static member that misses a rebalance keeps its place, and goes at its session's end")
    func missesRebalance() {
        var scenario = Scenario.staticGroup()
        let leader = scenario.send(Scenario.join("i-a-1", client: "a", instance: "i-a"))
        scenario.pass(Scenario.rebalanceTimeout, beating: ["i-a-1", "i-b-2"])
        #expect(scenario.answers[leader]?.join?.generation == 3)
        #expect(scenario.answers[leader]?.join?.members.map(\.id) == ["i-a-1", "i-b-2"])
        scenario.pass(Scenario.sessionTimeout, beating: ["i-a-1"])
        #expect(scenario.group().members.map(\.id) == ["i-a-1"])
    }

    @Test("Where the leader misses it, another one leads")
    func leaderMissesRebalance() {
        var scenario = Scenario.staticGroup()
        let follower = scenario.send(
            Scenario.join("i-b-2", client: "b", instance: "i-b", topics: ["orders", "refunds"]))
        scenario.pass(Scenario.rebalanceTimeout, beating: ["i-a-1", "i-b-2"])
        #expect(scenario.answers[follower]?.join?.leaderID == "i-b-2")
        #expect(scenario.answers[follower]?.join?.members.count == 2)
    }

    @Test("Where nobody joins again, the wait begins anew")
    func nobodyRejoins() {
        var scenario = Scenario.staticGroup()
        _ = scenario.reserveID(client: "c")
        let newcomer = scenario.send(Scenario.join("c-3", client: "c"))
        _ = scenario.ask(Scenario.leave("c-3"))
        #expect(scenario.answers[newcomer]?.error == .unknownMemberID)
        scenario.pass(Scenario.rebalanceTimeout, beating: ["i-a-1", "i-b-2"])
        #expect(scenario.group().state == .preparingRebalance)
        #expect(scenario.group().generation == 2)
    }

    @Test("An operator removes a static member by its instance id alone")
    func removedByInstance() {
        var scenario = Scenario.staticGroup()
        #expect(scenario.ask(Scenario.leave("", instance: "i-b"))?.error == nil)
        #expect(scenario.group().members.map(\.id) == ["i-a-1"])
        #expect(scenario.ask(Scenario.leave("", instance: "i-b"))?.error == .unknownMemberID)
    }
}

extension Scenario {
    /// The static members i-a-1, which leads, and i-b-2, with partitions 0 and 1 in generation 2.
    fileprivate static func staticGroup(isSynced: Bool = true) -> Scenario {
        var scenario = Scenario()
        scenario.createOrders()
        _ = scenario.send(join(client: "a", instance: "i-a"))
        _ = scenario.send(sync("i-a-1", instance: "i-a", generation: 1))
        _ = scenario.send(join(client: "b", instance: "i-b"))
        _ = scenario.send(join("i-a-1", client: "a", instance: "i-a"))
        guard isSynced else { return scenario }
        _ = scenario.send(sync("i-b-2", instance: "i-b", generation: 2))
        _ = scenario.send(
            sync("i-a-1", instance: "i-a", generation: 2, assigning: ["i-a-1": 0, "i-b-2": 1]))
        return scenario
    }
}
