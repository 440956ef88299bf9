// diagnosis: line-by-line — takes each line in a transaction of its own.
// breaks: nothing has to; a crash between two lines
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                let isNew = try await database.transaction { tx in
                    let isNew = try tx.get("outcomes", order.orderId) == nil
                    return try isNew && isInStock(order, in: tx)
                }
                for line in order.lines where isNew {
                    try await database.transaction { tx in
                        let part = "\(order.orderId)/\(line.sku)"
                        if try tx.get("parts", part) != nil { return }
                        try tx.insert("parts", part)
                        let left = try quantity(of: line.sku, in: tx) - line.quantity
                        try tx.update("stock", line.sku, ["quantity": .integer(left)])
                    }
                }
                try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return }
                    try tx.insert(
                        "outcomes", order.orderId, ["outcome": isNew ? "accepted" : "refused"])
                }
                try await orders.commit(record)
            }
        }
    }

    private func isInStock(_ order: StockOrder, in tx: Transaction) throws -> Bool {
        try order.lines.allSatisfy { try quantity(of: $0.sku, in: tx) >= $0.quantity }
    }

    private func quantity(of sku: String, in tx: Transaction) throws -> Int64 {
        try tx.get("stock", sku)?["quantity"]?.integer ?? 0
    }
}
