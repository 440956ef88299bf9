import Eventlings

/// Takes what is ordered out of the stock. It is right as long as each order comes once, there is
/// enough of everything, nobody else takes any, and no process dies.
struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in
                    for line in order.lines {
                        let left = try quantity(of: line.sku, in: tx) - line.quantity
                        try tx.update("stock", line.sku, ["quantity": .integer(left)])
                    }
                }
                try await database.transaction { tx in
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
