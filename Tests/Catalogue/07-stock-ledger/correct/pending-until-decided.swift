// Design: writes "pending" into the table of outcomes first, and decides what is pending. Only
// "accepted" and "refused" are outcomes.
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return }
                    try tx.insert("outcomes", order.orderId, ["outcome": "pending"])
                }
                try await database.transaction { tx in try decide(order, in: tx) }
                try await orders.commit(record)
            }
        }
    }

    private func decide(_ order: StockOrder, in tx: Transaction) throws {
        guard try tx.get("outcomes", order.orderId)?["outcome"] == "pending" else { return }
        let isEnough = try isInStock(order, in: tx)
        if isEnough { try take(order, in: tx) }
        try tx.update("outcomes", order.orderId, ["outcome": isEnough ? "accepted" : "refused"])
    }

    private func isInStock(_ order: StockOrder, in tx: Transaction) throws -> Bool {
        try order.lines.allSatisfy { try quantity(of: $0.sku, in: tx) >= $0.quantity }
    }

    private func take(_ order: StockOrder, in tx: Transaction) throws {
        for line in order.lines {
            let left = try quantity(of: line.sku, in: tx) - line.quantity
            try tx.update("stock", line.sku, ["quantity": .integer(left)])
        }
    }

    private func quantity(of sku: String, in tx: Transaction) throws -> Int64 {
        try tx.get("stock", sku)?["quantity"]?.integer ?? 0
    }
}
