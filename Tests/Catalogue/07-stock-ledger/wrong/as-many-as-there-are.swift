// diagnosis: partly-taken — takes as many as there are, and calls it accepted.
// breaks: too little stock, without any fault
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return }
                    for line in order.lines {
                        let left = max(0, try quantity(of: line.sku, in: tx) - line.quantity)
                        try tx.update("stock", line.sku, ["quantity": .integer(left)])
                    }
                    try tx.insert("outcomes", order.orderId, ["outcome": "accepted"])
                }
                try await orders.commit(record)
            }
        }
    }

    private func quantity(of sku: String, in tx: Transaction) throws -> Int64 {
        try tx.get("stock", sku)?["quantity"]?.integer ?? 0
    }
}
