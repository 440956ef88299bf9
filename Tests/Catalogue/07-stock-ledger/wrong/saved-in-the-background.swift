// diagnosis: work-not-awaited — hands the transaction to a task and commits without waiting for it.
// breaks: crash while it is under way
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                Task { try await database.transaction { tx in try Self.decide(order, in: tx) } }
                try await orders.commit(record)
            }
        }
    }

    private static func decide(_ order: StockOrder, in tx: Transaction) throws {
        if try tx.get("outcomes", order.orderId) != nil { return }
        let left = try order.lines.map { line in
            (line.sku, (try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0) - line.quantity)
        }
        let isWhole = left.allSatisfy { $0.1 >= 0 }
        for (sku, quantity) in left where isWhole {
            try tx.update("stock", sku, ["quantity": .integer(quantity)])
        }
        try tx.insert("outcomes", order.orderId, ["outcome": isWhole ? "accepted" : "refused"])
    }
}
