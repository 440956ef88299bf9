import EventBroker
import EventLog
import Testing

@Suite("The broker is a value")
struct BrokerValueTests {
    @Test("What happens to a copy doesn't happen to the original")
    func copies() {
        let original = Scenario.stable()
        let before = original.broker
        var copy = original
        _ = copy.produce(2, to: 0)
        _ = copy.send(Scenario.commit("a-1", generation: 2, offset: 1))
        _ = copy.send(Scenario.leave("b-2"))
        copy.pass(Scenario.sessionTimeout)

        #expect(original.broker == before)
        #expect(copy.broker != before)
        var untouched = original
        #expect(untouched.committed() == -1)
        #expect(untouched.group().members.count == 2)
        #expect(untouched.produce(1, to: 0)?.baseOffset == 0)
    }

    @Test("The same requests at the same times get the same answers")
    func replay() {
        let first = life()
        let second = life()
        #expect(first.answers == second.answers)
        #expect(first.broker == second.broker)
        #expect(first.answers.count > 15)
    }

    @Test("Answers are handed out once, in the order in which they were given")
    func takeReplies() {
        var broker = Broker()
        for id in 1...3 {
            broker.handle(
                .metadata(FetchMetadata()), id: RequestID(rawValue: id),
                now: Timestamp(milliseconds: 0))
        }
        #expect(broker.takeReplies().map(\.id.rawValue) == [1, 2, 3])
        #expect(broker.takeReplies().isEmpty)
    }

    private func life() -> Scenario {
        var scenario = Scenario.stable()
        for client in ["c", "d", "e"] {
            let id = scenario.reserveID(client: client)
            _ = scenario.send(Scenario.join(id, client: client, topics: ["orders", client]))
            _ = scenario.produce(1, to: 0)
            scenario.pass(7_000, beating: ["a-1", "c-3"])
        }
        _ = scenario.send(Scenario.join("a-1", client: "a"))
        scenario.pass(60_000, beating: ["c-3", "d-4"])
        return scenario
    }
}
