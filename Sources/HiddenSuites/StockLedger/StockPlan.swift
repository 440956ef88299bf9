import EventBroker
import EventLog
import Eventlings
import Simulation

/// A world's stock and orders, and what may be left of the stock.
struct StockPlan {
    static let start: [(sku: String, quantity: Int64)] = [("cup", 9), ("pot", 1)]

    static let outcomes = ["accepted", "refused"]

    private(set) var records: [InputRecord] = []
    /// In the order of placing, each once.
    private(set) var orders: [StockOrder] = []
    /// What each set of orders asks for, by the set's bits: the first order is bit 0.
    private(set) var demands: [[Int64]] = [start.map { _ in 0 }]

    /// Adds an event. An order that is placed again comes with another event id.
    mutating func place(
        _ orderId: String, cups: Int64, pots: Int64 = 0, in partition: Int
    ) {
        let lines = [("cup", cups), ("pot", pots)].filter { $0.1 > 0 }
        let order = StockOrder(
            orderId: orderId, lines: lines.map { OrderLine(sku: $0.0, quantity: $0.1) })
        if !orders.contains(order) {
            orders.append(order)
            demands += demands.map { zip($0, [cups, pots]).map { $0 + $1 } }
        }
        let event = Event(
            id: "evt-\(records.count + 1)", type: "OrderPlaced",
            time: World.timestamp(at: 0), payload: order)
        records.append(
            InputRecord(
                partition: TopicPartition("orders", partition), key: orderId,
                value: (try? event.encoded()) ?? [], name: orderId, eventID: event.id))
    }

    static var database: DatabaseState {
        DatabaseState(
            rows: start.map {
                (table: "stock", key: $0.sku, row: ["quantity": .integer($0.quantity)])
            }, final: .init("outcomes", "outcome", outcomes))
    }
}

/// What the database says of a plan's articles and orders.
struct StockTaking {
    let plan: StockPlan
    private let database: DatabaseState

    init(_ plan: StockPlan, in world: World) {
        self.plan = plan
        database = world.services.database
    }

    /// An outcome that did not stand, and what is there now.
    var overturned: (orderId: String, was: String, is: String?)? {
        database.overturned.map { old in
            (old.key, old.value, database.row("outcomes", old.key)?["outcome"]?.text)
        }
    }

    /// Of each article.
    var quantities: [Int64] {
        StockPlan.start.map { database.row("stock", $0.sku)?["quantity"]?.integer ?? 0 }
    }

    /// How much of each article is gone.
    var taken: [Int64] { zip(StockPlan.start, quantities).map { $0.quantity - $1 } }

    func outcome(of order: StockOrder) -> String? {
        database.row("outcomes", order.orderId)?["outcome"]?.text
    }

    /// The orders with that outcome, as bits.
    func orders(_ outcome: String) -> Int {
        plan.orders.indices.reduce(0) { bits, index in
            self.outcome(of: plan.orders[index]) == outcome ? bits | 1 << index : bits
        }
    }

    var acceptedDemand: [Int64] { plan.demands[orders("accepted")] }

    /// The first refused one of some orders that ask for what is gone.
    var refusedAndTaken: StockOrder? {
        let (taken, refused) = (taken, orders("refused"))
        let goneWith = plan.demands.indices.filter { plan.demands[$0] == taken }
        return goneWith.first.flatMap { set in
            plan.orders.indices.first { set & refused & 1 << $0 != 0 }.map { plan.orders[$0] }
        }
    }

    /// Whether what is gone is what some orders ask for, none of them refused.
    var isTakenWhole: Bool {
        let (taken, refused) = (taken, orders("refused"))
        return plan.demands.indices.contains { $0 & refused == 0 && plan.demands[$0] == taken }
    }
}
