// diagnosis: forgotten-too-early — notes when it has seen an order, and after a day that doesn't count.
// breaks: an order that comes again six days later
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                let now = record.timestamp.milliseconds
                try await database.transaction { tx in
                    if try wasSeenLately(order, now, in: tx) { return }
                    let isEnough = try isInStock(order, in: tx)
                    if isEnough { try take(order, in: tx) }
                    try save(isEnough ? "accepted" : "refused", of: order, in: tx)
                }
                try await orders.commit(record)
            }
        }
    }

    private func wasSeenLately(
        _ order: StockOrder, _ now: Int64, in tx: Transaction
    ) throws -> Bool {
        let seen = try tx.get("seen", order.orderId)?["at"]?.integer
        if let seen, now - seen < 86_400_000 { return true }
        let row: Row = ["at": .integer(now)]
        if try !tx.update("seen", order.orderId, row) { try tx.insert("seen", order.orderId, row) }
        return false
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

    private func save(_ outcome: String, of order: StockOrder, in tx: Transaction) throws {
        let row: Row = ["outcome": .text(outcome)]
        if try tx.update("outcomes", order.orderId, row) { return }
        try tx.insert("outcomes", order.orderId, row)
    }
}
