import EventBroker
import EventLog

/// The group `billing` with the leader `a-1` and the follower `b-2`, brought into each state.
extension Scenario {
    /// a-1 and b-2 have their partitions, 0 and 1, in generation 2.
    static func stable() -> Scenario {
        var scenario = completingRebalance()
        _ = scenario.send(sync("b-2", generation: 2))
        _ = scenario.send(sync("a-1", generation: 2, assigning: ["a-1": 0, "b-2": 1]))
        return scenario
    }

    /// a-1 and b-2 have joined generation 2; the leader's SyncGroup is missing.
    static func completingRebalance() -> Scenario {
        var scenario = Scenario(initialDelay: 3_000)
        scenario.createOrders()
        _ = scenario.send(join(scenario.reserveID(client: "a"), client: "a"))
        scenario.pass(3_000)
        _ = scenario.send(sync("a-1", generation: 1))
        _ = scenario.send(join(scenario.reserveID(client: "b"), client: "b"))
        _ = scenario.send(join("a-1", client: "a"))
        return scenario
    }

    /// Generation 2 is over: a-1 has joined again, b-2 hasn't.
    static func preparingRebalance() -> Scenario {
        var scenario = stable()
        _ = scenario.send(join("a-1", client: "a"))
        return scenario
    }

    /// Both members have left, which ended the generation: it is 3 now.
    static func empty() -> Scenario {
        var scenario = stable()
        _ = scenario.send(leave("a-1"))
        _ = scenario.send(leave("b-2"))
        return scenario
    }

    static func withoutGroup() -> Scenario {
        var scenario = Scenario()
        scenario.createOrders()
        return scenario
    }
}
