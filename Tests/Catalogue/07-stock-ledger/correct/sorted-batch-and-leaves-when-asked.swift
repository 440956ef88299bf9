// Design: takes the small orders of a batch first, in a transaction each; leaves the group when it
// is asked to stop.
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let batch = try await orders.poll().map { try $0.event(StockOrder.self).payload }
                let sorted = batch.sorted { $0.lines[0].quantity < $1.lines[0].quantity }
                for order in sorted {
                    try await database.transaction { tx in try decide(order, in: tx) }
                }
                if !batch.isEmpty { try await orders.commit() }
            }
        } catch is CancellationError {
            try await orders.close()
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
