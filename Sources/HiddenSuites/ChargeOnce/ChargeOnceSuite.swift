import Eventlings
import Simulation

/// Every order is charged, and none twice.
enum ChargeOnceSuite {
    static let suite = Suite(
        exercise: "charge-once", worlds: worlds,
        crowd: .crowd(of: "billing", faults: .all, spare: true), play: .ofOrders(by: "billing"),
        invariants: [noOrderIsChargedTwice, eachIsChargedItsTotal, everyOrderIsCharged],
        diagnoses: ChargedTwiceDiagnoses.all + [wrongAmount] + NeverChargedDiagnoses.all,
        processDiagnoses: ProcessDiagnoses.all(doing: "charge")
    ) { solution, process in
        guard var billing = solution as? any ChargeOnce else { throw WrongContract() }
        try await billing.run(
            orders: process.cluster.makeConsumer(groupID: "billing"), gateway: process.gateway,
            database: process.database)
    }

    /// A nervous client has placed order-1 a second time: a new event, the same order.
    private static let nervousClient: OrderInput = {
        var orders = OrderInput()
        orders.place("order-1", cents: 4_000, user: "ada", in: 0, secondsBefore: 3)
        orders.place("order-1", cents: 4_000, user: "ada", in: 0, secondsBefore: 2)
        orders.place("order-2", cents: 4_000, user: "ada", in: 0)
        return orders
    }()

    /// Two orders of one user in one partition, equal but for their tokens, and one elsewhere.
    private static let threeOrders: OrderInput = {
        var orders = OrderInput()
        orders.place("order-1", cents: 4_000, user: "ada", in: 0)
        orders.place("order-2", cents: 4_000, user: "ada", in: 0)
        orders.place("order-3", cents: 700, user: "bob", in: 1)
        return orders
    }()

    private static let twoOrders: OrderInput = {
        var orders = OrderInput()
        orders.place("order-1", cents: 4_000, user: "ada", in: 0)
        orders.place("order-2", cents: 700, user: "bob", in: 1)
        return orders
    }()

    static let tokens = fiveOrders.tokenOwners

    private static let worlds = [
        WorldSetup(
            id: "nervous", topics: [("orders", 2)], input: nervousClient.records,
            instances: ["billing-1"], faults: [.crash, .lostAnswer, .rewind]),
        WorldSetup(
            id: "three", topics: [("orders", 2)], input: threeOrders.records,
            instances: ["billing-1"], spareInstance: "billing-2",
            faults: FaultSet.all.subtracting(.zombie)),
        WorldSetup(
            id: "two", topics: [("orders", 2)], input: twoOrders.records,
            instances: ["billing-1", "billing-2"],
            faults: [.crash, .zombie, .sessionTimeout, .lateRequest]),
        later, outage,
    ]

    /// Two orders come when the others have been charged.
    private static let later = WorldSetup(
        id: "later", topics: [("orders", 2)], input: threeOrders.records,
        instances: ["billing-1"], faults: [.crash, .zombie],
        surroundings: Surroundings(
            laterInput: fiveOrders.records[3...].map { LaterInput($0, after: .seconds(3)) }))

    /// The later ones have offsets that the other partition has had already. Who takes $19.99 for a
    /// Double may find 1,998 cents in it.
    private static let fiveOrders: OrderInput = {
        var five = threeOrders
        five.place("order-4", cents: 1_999, user: "ada", in: 1)
        five.place("order-5", cents: 700, user: "bob", in: 1)
        return five
    }()

    /// The gateway is out of order for longer than somebody tries who gives up.
    private static let outage: WorldSetup = {
        var setup = WorldSetup(
            id: "outage", topics: [("orders", 2)], input: twoOrders.records,
            instances: ["billing-1"], faults: .transient)
        setup.surroundings.failing = [.gateway]
        setup.surroundings.failuresInARow = [6]
        return setup
    }()

    private static func input(of world: World) -> OrderInput {
        switch world.id {
        case "nervous": nervousClient
        case "three": threeOrders
        case "later": fiveOrders
        case Suite.playName: .inTwoPartitions
        case WorldSetup.crowdName: .crowd
        default: twoOrders
        }
    }

    private static func charges(of orderId: String, in world: World) -> Int {
        let token = OrderInput.token(of: orderId)
        return world.services.gateway.charges.count { $0.request.token == token }
    }

    private static let noOrderIsChargedTwice = Invariant(
        id: "charged-at-most-once", title: "No order is charged twice", kind: .safety
    ) { world in
        input(of: world).orderIds.first { charges(of: $0, in: world) > 1 }
            .map { Violation(of: $0, "\($0) was charged twice") }
    }

    private static let eachIsChargedItsTotal = Invariant(
        id: "charged-its-total", title: "Each order is charged its total", kind: .safety
    ) { world in
        let totals = input(of: world).totals
        for charge in world.services.gateway.charges {
            guard let orderId = OrderInput.order(paidBy: charge.request.token),
                let total = totals[orderId], charge.request.amount != total
            else { continue }
            return Violation(
                of: orderId,
                "\(orderId) was charged \(charge.request.amount), and its total is \(total)")
        }
        return nil
    }

    private static let wrongAmount = Telling(
        id: "wrong-amount", title: "Another amount than the total was charged",
        explanation: "{order} was charged {charged}. Its total is {total}.",
        question: "What becomes of the total on its way from the event to the gateway?",
        lesson: "idempotent-handlers#3"
    ).recognised { history in
        WrongAmount(Evidence(history, tokens: tokens)).map {
            ["order": $0.orderId, "charged": "\($0.charged)", "total": "\($0.total)"]
        }
    }

    private static let everyOrderIsCharged = Invariant(
        id: "charged-eventually", title: "Every order is charged in the end", kind: .liveness
    ) { world in
        input(of: world).orderIds.first { charges(of: $0, in: world) == 0 }
            .map { Violation(of: $0, "\($0) was never charged") }
    }
}
