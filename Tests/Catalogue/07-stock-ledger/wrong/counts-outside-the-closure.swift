// diagnosis: refused-needlessly — adds up in a variable outside of the closure what is asked for.
// breaks: a conflict: the closure runs again and adds it once more
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                var asked: [String: Int64] = [:]
                try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return }
                    for line in order.lines { asked[line.sku, default: 0] += line.quantity }
                    let isEnough = try asked.allSatisfy { sku, quantity in
                        try self.quantity(of: sku, in: tx) >= quantity
                    }
                    if isEnough { try take(order, in: tx) }
                    try tx.insert(
                        "outcomes", order.orderId, ["outcome": isEnough ? "accepted" : "refused"])
                }
                try await orders.commit(record)
            }
        }
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
