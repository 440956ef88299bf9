// diagnosis: left-on-empty-poll — returns when a poll finds nothing.
// breaks: nothing has to
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { return }
            for record in batch {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in try decide(order, in: tx) }
                try await orders.commit(record)
            }
        }
    }

    private func decide(_ order: StockOrder, in tx: Transaction) throws {
        if try tx.get("outcomes", order.orderId) != nil { return }
        let isInStock = try order.lines.allSatisfy {
            try quantity(of: $0.sku, in: tx) >= $0.quantity
        }
        if isInStock { try take(order, in: tx) }
        try tx.insert("outcomes", order.orderId, ["outcome": isInStock ? "accepted" : "refused"])
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
