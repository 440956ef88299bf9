// Design: an actor knows what is decided, to spare transactions; what counts is the outcome in the
// database.
import Eventlings

actor Keeper {
    private let database: Database
    private var decided: Set<String> = []

    init(_ database: Database) {
        self.database = database
    }

    func settle(_ order: StockOrder) async throws {
        if decided.contains(order.orderId) { return }
        try await database.transaction { tx in
            if try tx.get("outcomes", order.orderId) != nil { return }
            var isWhole = true
            for line in order.lines where isWhole {
                let there = try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0
                isWhole = there >= line.quantity
            }
            for line in order.lines where isWhole {
                let there = try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0
                try tx.update("stock", line.sku, ["quantity": .integer(there - line.quantity)])
            }
            try tx.insert("outcomes", order.orderId, ["outcome": isWhole ? "accepted" : "refused"])
        }
        decided.insert(order.orderId)
    }
}

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        let keeper = Keeper(database)
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await keeper.settle(order)
                try await orders.commit(record)
            }
        }
    }
}
