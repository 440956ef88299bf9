import Eventlings
import Simulation

/// Every order is packed, whatever dies.
enum TwoLinesSuite {
    static let suite = Suite(
        exercise: "two-lines", worlds: worlds, crowd: .crowd(of: "packer", faults: .crash),
        play: .ofOrders(by: "packer"),
        invariants: [everyOrderIsPacked],
        diagnoses: TwoLinesDiagnoses.all, processDiagnoses: ProcessDiagnoses.all(doing: "pack")
    ) { solution, process in
        guard var packer = solution as? any TwoLines else { throw WrongContract() }
        try await packer.run(
            orders: process.cluster.makeConsumer(groupID: "packing"), packing: process.packing)
    }

    private static let orders = OrderInput.inTwoPartitions

    private static func input(of world: World) -> OrderInput {
        switch world.id {
        case "two": fourOrders
        case "later": fiveOrders
        case WorldSetup.crowdName: .crowd
        default: orders
        }
    }

    private static let worlds = [
        WorldSetup(
            id: "one", topics: [("orders", 2)], input: orders.records, instances: ["packer-1"],
            faults: .crash),
        two, later, slow,
    ]

    /// One order comes when the others have been packed.
    private static let two = WorldSetup(
        id: "two", topics: [("orders", 2)], input: orders.records,
        instances: ["packer-1", "packer-2"], faults: .crash,
        surroundings: Surroundings(
            laterInput: [LaterInput(fourOrders.records[3], after: .seconds(3))]))

    private static let fourOrders: OrderInput = {
        var four = orders
        four.place("order-4", cents: 700, user: "ada", in: 0)
        return four
    }()

    /// Two orders come to the partition that has fewer, when the others have been packed: to offsets
    /// that the other partition has had already.
    private static let later = WorldSetup(
        id: "later", topics: [("orders", 2)], input: orders.records, instances: ["packer-1"],
        faults: .crash,
        surroundings: Surroundings(
            laterInput: fiveOrders.records[3...].map { LaterInput($0, after: .seconds(3)) }))

    private static let fiveOrders: OrderInput = {
        var five = orders
        five.place("order-4", cents: 700, user: "ada", in: 1)
        five.place("order-5", cents: 1_250, user: "bob", in: 1)
        return five
    }()

    /// Of those that are packed side by side, the first one is ready last.
    private static let slow: WorldSetup = {
        var setup = WorldSetup(
            id: "slow", topics: [("orders", 2)], input: orders.records, instances: ["packer-1"],
            faults: .crash)
        setup.surroundings.callTimes[.packing] = CallTime(others: ["order-1": .milliseconds(50)])
        return setup
    }()

    private static let everyOrderIsPacked = Invariant(
        id: "packed-eventually", title: "Every order is packed in the end", kind: .liveness
    ) { world in
        input(of: world).orderIds.first { !world.services.packing.packed.contains($0) }
            .map { Violation(of: $0, "\($0) was never packed") }
    }
}
