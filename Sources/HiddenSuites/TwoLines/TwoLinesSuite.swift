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
        case WorldSetup.crowdName: .crowd
        default: orders
        }
    }

    private static let worlds = [
        WorldSetup(
            id: "one", topics: [("orders", 2)], input: orders.records, instances: ["packer-1"],
            faults: .crash),
        two,
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

    private static let everyOrderIsPacked = Invariant(
        id: "packed-eventually", title: "Every order is packed in the end", kind: .liveness
    ) { world in
        input(of: world).orderIds.first { !world.services.packing.packed.contains($0) }
            .map { Violation(of: $0, "\($0) was never packed") }
    }
}
