import EventBroker
import EventLog
import Testing

@Suite("Sessions of group members")
struct SessionTests {
    @Test("A member without heartbeats is evicted when its session timeout has passed")
    func eviction() {
        var scenario = Scenario.stable()
        scenario.pass(Scenario.sessionTimeout - 1, beating: ["a-1"])
        #expect(scenario.group().members.count == 2)
        scenario.pass(1, beating: ["a-1"])
        #expect(scenario.group().members.map(\.id) == ["a-1"])
        #expect(scenario.group().state == .preparingRebalance)
        #expect(scenario.ask(Scenario.heartbeat("b-2", generation: 2))?.error == .unknownMemberID)
        #expect(
            scenario.ask(Scenario.commit("b-2", generation: 2))?.error == .unknownMemberID)
    }

    @Test("Members whose heartbeats arrive stay for hours")
    func beatingMembers() {
        var scenario = Scenario.stable()
        scenario.pass(10_000_000, beating: ["a-1", "b-2"])
        #expect(scenario.group().state == .stable)
        #expect(scenario.group().generation == 2)
    }

    @Test("A session lasts for its timeout after the last heartbeat, however late it is counted")
    func lastHeartbeatCounts() {
        var scenario = Scenario.stable()
        let stopped = scenario.now.advanced(byMilliseconds: 4_000)
        scenario.pass(Scenario.sessionTimeout + 3_999) { _, now in min(now, stopped) }
        #expect(scenario.group().members.count == 2)
        scenario.pass(1) { _, now in min(now, stopped) }
        #expect(scenario.group().members.isEmpty)
    }

    @Test("A heartbeat sent as a request renews the session, even during a rebalance")
    func heartbeatRequest() {
        var scenario = Scenario.preparingRebalance()
        scenario.pass(9_000)
        _ = scenario.send(Scenario.heartbeat("b-2", generation: 2))
        scenario.pass(9_000)
        #expect(scenario.group().members.count == 2)
        scenario.pass(1_000)
        #expect(scenario.group().members.map(\.id) == ["a-1"])
    }

    @Test("An accepted commit renews the session, a refused one doesn't")
    func commitRenews() {
        var scenario = Scenario.stable()
        scenario.pass(9_000)
        _ = scenario.send(Scenario.commit("a-1", generation: 2))
        _ = scenario.send(Scenario.commit("b-2", generation: 1))
        scenario.pass(1_000)
        #expect(scenario.group().members.map(\.id) == ["a-1"])
    }

    @Test("A member with a parked request counts as alive")
    func parkedMember() {
        var scenario = Scenario.stable()
        let rejoin = scenario.send(Scenario.join("a-1", client: "a"))
        scenario.pass(20_000, beating: ["b-2"])
        #expect(scenario.group().members.map(\.id) == ["a-1", "b-2"])
        _ = scenario.send(Scenario.join("b-2", client: "b"))
        #expect(scenario.answers[rejoin]?.join?.generation == 3)

        scenario = .completingRebalance()
        _ = scenario.send(Scenario.sync("b-2", generation: 2))
        scenario.pass(20_000, beating: ["a-1"])
        #expect(scenario.group().members.map(\.id) == ["a-1", "b-2"])
    }

    @Test("A new member's first JoinGroup is parked for five minutes at most")
    func newMemberTimeout() {
        var scenario = Scenario.stable()
        let id = scenario.reserveID(client: "c")
        let join = scenario.send(Scenario.join(id, client: "c", rebalanceTimeout: 900_000))
        scenario.pass(299_999, beating: ["a-1", "b-2", id])
        #expect(scenario.answers[join] == nil)
        scenario.pass(1, beating: ["a-1", "b-2", id])
        #expect(scenario.answers[join]?.error == .unknownMemberID)
    }

    @Test("A member whose client has gone while its JoinGroup was parked gets a session to lose")
    func forgottenJoin() {
        var scenario = Scenario.stable()
        let rejoin = scenario.send(Scenario.join("a-1", client: "a"))
        scenario.broker.forget(rejoin)
        let other = scenario.ask(Scenario.join("b-2", client: "b"))
        #expect(other?.join?.generation == 3)
        #expect(scenario.answers[rejoin] == nil)
        #expect(scenario.group().members.map(\.id) == ["a-1", "b-2"])
        scenario.pass(Scenario.sessionTimeout, beating: ["b-2"])
        #expect(scenario.group().members.map(\.id) == ["b-2"])
    }
}
