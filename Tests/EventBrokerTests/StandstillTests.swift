import EventBroker
import EventLog
import Testing

@Suite("A broker that its clients have left")
struct StandstillTests {
    /// Both members die `age` after the last thing that either has done.
    private static func left(
        after age: Int64, committing offset: Int64 = 1, parked: Bool = false
    ) -> Broker {
        var scenario = Scenario.stable()
        _ = scenario.send(Scenario.commit("a-1", generation: 2, offset: offset))
        scenario.pass(age, beating: ["a-1", "b-2"])
        if parked { _ = scenario.send(Scenario.join("a-1", client: "a")) }
        let death = scenario.now
        return scenario.broker.standstill(at: death) { _ in death }
    }

    @Test("It is the same whenever that happens")
    func sameAtAnyTime() {
        let early = Self.left(after: 10)
        #expect(early == Self.left(after: 4_000))
        #expect(early.hashValue == Self.left(after: 4_000).hashValue)
    }

    @Test("Its members have their whole session before them from their last heartbeat on")
    func sessions() {
        #expect(
            Self.left(after: 4_000).nextDeadline
                == Timestamp(milliseconds: Scenario.sessionTimeout))
    }

    @Test("What was committed, and who waits for whom, makes a difference")
    func differences() {
        #expect(Self.left(after: 10) != Self.left(after: 10, committing: 0))
        #expect(Self.left(after: 10) != Self.left(after: 10, parked: true))
    }
}
