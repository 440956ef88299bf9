import Eventlings
import Simulation

/// Every order is charged, and none twice.
enum ChargeOnceSuite {
    static let suite = Suite(
        exercise: "charge-once", worlds: worlds,
        invariants: [noOrderIsChargedTwice, everyOrderIsCharged], diagnoses: diagnoses
    ) { solution, process in
        guard var billing = solution as? any ChargeOnce else { throw WrongContract() }
        try await billing.run(
            orders: process.cluster.makeConsumer(groupID: "billing"), gateway: process.gateway,
            database: process.database)
    }

    /// The nervous client has placed order-1 a second time: a new event, the same order.
    private static let orders: OrderInput = {
        var orders = OrderInput()
        orders.place("order-1", cents: 4_000, user: "ada", in: 0)
        orders.place("order-2", cents: 4_000, user: "ada", in: 1)
        orders.place("order-1", cents: 4_000, user: "ada", in: 0)
        return orders
    }()

    private static let worlds = [
        WorldSetup(
            id: "one", topics: [("orders", 2)], input: orders.records, instances: ["billing-1"],
            spareInstance: "billing-2", faults: .all)
    ]

    private static func charges(of orderId: String, in world: World) -> Int {
        let token = orders.tokens[orderId]
        return world.services.gateway.charges.count { $0.request.token == token }
    }

    private static let noOrderIsChargedTwice = Invariant(
        id: "charged-at-most-once", title: "No order is charged twice", kind: .safety
    ) { world in
        orders.orderIds.first { charges(of: $0, in: world) > 1 }.map { "\($0) was charged twice" }
    }

    private static let everyOrderIsCharged = Invariant(
        id: "charged-eventually", title: "Every order is charged in the end", kind: .liveness
    ) { world in
        orders.orderIds.first { charges(of: $0, in: world) == 0 }.map { "\($0) was never charged" }
    }

    private static let diagnoses = [
        Diagnosis(
            id: "charged-twice", title: "An order was charged twice",
            explanation: "Two calls charged the same order.",
            question: "What does the gateway need to see, to know that it is the same charge?",
            lesson: "idempotent-handlers#3", matches: { _ in true })
    ]
}
