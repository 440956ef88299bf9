// diagnosis: forgotten-too-early — forgets an order after a day, and it can come again for a week.
// breaks: an order that comes again six days later
import Eventlings
import Foundation

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                let now = Int64(Date().timeIntervalSince1970)
                try await database.transaction { tx in
                    for (orderId, row) in try tx.scan("seen")
                    where row["at"]?.integer ?? 0 < now - 86_400 {
                        try tx.delete("seen", orderId)
                    }
                    if try tx.get("seen", order.orderId) != nil { return }
                    try tx.insert("seen", order.orderId, ["at": .integer(now)])
                    let isEnough = try isInStock(order, in: tx)
                    if isEnough { try take(order, in: tx) }
                    try save(isEnough ? "accepted" : "refused", of: order, in: tx)
                }
                try await orders.commit(record)
            }
        }
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
