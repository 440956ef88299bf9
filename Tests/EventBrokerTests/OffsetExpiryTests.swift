import EventBroker
import EventLog
import Testing

/// `ClassicGroup.offsetExpirationCondition`, by the facts of Kafka's documentation of
/// `offsets.retention.minutes`.
@Suite("Committed offsets expire")
struct OffsetExpiryTests {
    private static let hour: Int64 = 3_600_000

    private func scenario() -> Scenario {
        var options = Broker.Options()
        options.offsetsRetentionMilliseconds = 2 * Self.hour
        var scenario = Scenario(options)
        scenario.createOrders()
        return scenario
    }

    @Test("of a group that never had members, so long after the commit")
    func simpleGroup() {
        var scenario = scenario()
        _ = scenario.send(Scenario.commit(offset: 7))
        scenario.pass(Self.hour)
        #expect(scenario.committed() == 7)
        _ = scenario.send(Scenario.commit(offset: 8))
        scenario.pass(2 * Self.hour - 1)
        #expect(scenario.committed() == 8)
        scenario.pass(Self.hour)
        #expect(scenario.committed() == -1)
        #expect(scenario.group().error == .groupIDNotFound)
        #expect(scenario.broker.nextDeadline == nil)
    }

    @Test("of a group whose members have gone, so long after the last one")
    func emptyGroup() {
        var scenario = scenario()
        let id = scenario.reserveID(client: "a")
        _ = scenario.send(Scenario.join(id, client: "a"))
        _ = scenario.send(Scenario.sync(id, generation: 1, assigning: [id: 0]))
        _ = scenario.send(Scenario.commit(id, generation: 1))
        scenario.pass(5 * Self.hour, beating: [id])
        #expect(scenario.committed() == 7)
        _ = scenario.send(Scenario.leave(id))
        scenario.pass(Self.hour)
        #expect(scenario.committed() == 7)
        scenario.pass(Self.hour + 600_000)
        #expect(scenario.committed() == -1)
    }

    @Test("never, unless the broker is told how long they are kept")
    func forEver() {
        var scenario = Scenario()
        scenario.createOrders()
        _ = scenario.send(Scenario.commit(offset: 7))
        #expect(scenario.broker.nextDeadline == nil)
        scenario.pass(10_000 * Self.hour)
        #expect(scenario.committed() == 7)
    }
}
