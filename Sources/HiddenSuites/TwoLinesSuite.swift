import Eventlings
import Simulation

/// Every order is packed, whatever dies.
enum TwoLinesSuite {
    static let suite = Suite(
        exercise: "two-lines", worlds: worlds, invariants: [everyOrderIsPacked],
        diagnoses: diagnoses
    ) { solution, process in
        guard var packer = solution as? any TwoLines else { throw WrongContract() }
        try await packer.run(
            orders: process.cluster.makeConsumer(groupID: "packing"), packing: process.packing)
    }

    private static let orders: OrderInput = {
        var orders = OrderInput()
        orders.place("order-1", cents: 4_000, user: "ada", in: 0)
        orders.place("order-2", cents: 700, user: "bob", in: 1)
        orders.place("order-3", cents: 1_250, user: "eve", in: 0)
        return orders
    }()

    private static let worlds = [
        WorldSetup(
            id: "one", topics: [("orders", 2)], input: orders.records, instances: ["packer-1"],
            faults: .crash),
        WorldSetup(
            id: "two", topics: [("orders", 2)], input: orders.records,
            instances: ["packer-1", "packer-2"], faults: .crash),
    ]

    private static let everyOrderIsPacked = Invariant(
        id: "packed-eventually", title: "Every order is packed in the end", kind: .liveness
    ) { world in
        let missing = orders.orderIds.filter { !world.services.packing.packed.contains($0) }
        return missing.isEmpty ? nil : "\(missing.joined(separator: ", ")) was never packed"
    }

    private static let diagnoses = [
        Diagnosis(
            id: "never-packed", title: "An order was never packed",
            explanation:
                "The group's committed offset moved past an order that had not been packed, so after a restart nobody looked at it again.",
            question: "At the moment of each commit: is all the work before that offset done?",
            lesson: "what-is-an-event#4", matches: { _ in true })
    ]
}
