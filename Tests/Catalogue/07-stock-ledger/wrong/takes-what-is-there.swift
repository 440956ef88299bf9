// diagnosis: partly-taken — takes the lines that are in stock and leaves out the others.
// breaks: too little of the second article, without any fault
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return }
                    var isWhole = true
                    for line in order.lines {
                        let there = try quantity(of: line.sku, in: tx)
                        if there >= line.quantity {
                            try tx.update(
                                "stock", line.sku, ["quantity": .integer(there - line.quantity)])
                        } else {
                            isWhole = false
                        }
                    }
                    try tx.insert(
                        "outcomes", order.orderId, ["outcome": isWhole ? "accepted" : "refused"])
                }
                try await orders.commit(record)
            }
        }
    }

    private func quantity(of sku: String, in tx: Transaction) throws -> Int64 {
        try tx.get("stock", sku)?["quantity"]?.integer ?? 0
    }
}
