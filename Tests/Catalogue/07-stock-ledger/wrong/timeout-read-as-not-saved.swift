// diagnosis: timeout-means-not-saved — takes a timeout for "not saved", and does the work once
// more.
// breaks: an answer of the database lost
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                let isSeen = try await database.transaction { tx in
                    try tx.get("seen", order.orderId) != nil
                }
                if !isSeen {
                    do {
                        try await work(on: order, in: database)
                    } catch DatabaseError.timedOut {
                        try await work(on: order, in: database)
                    }
                }
                try await orders.commit(record)
            }
        }
    }

    private func work(on order: StockOrder, in database: Database) async throws {
        try await database.transaction { tx in
            if try tx.get("seen", order.orderId) == nil { try tx.insert("seen", order.orderId) }
            let isEnough = try isInStock(order, in: tx)
            if isEnough { try take(order, in: tx) }
            try save(isEnough ? "accepted" : "refused", of: order, in: tx)
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
