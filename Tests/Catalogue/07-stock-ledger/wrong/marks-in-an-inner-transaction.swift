// diagnosis: marker-before-effect — marks the order in a transaction of its own, inside the closure of
// the one that does the work.
// breaks: a conflict: the closure runs again and finds the mark
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in
                    let isNew = try await database.transaction { inbox in
                        if try inbox.get("inbox", order.orderId) != nil { return false }
                        try inbox.insert("inbox", order.orderId)
                        return true
                    }
                    if isNew { try decide(order, in: tx) }
                }
                try await orders.commit(record)
            }
        }
    }

    private func decide(_ order: StockOrder, in tx: Transaction) throws {
        let isEnough = try isInStock(order, in: tx)
        if isEnough { try take(order, in: tx) }
        try tx.insert("outcomes", order.orderId, ["outcome": isEnough ? "accepted" : "refused"])
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
