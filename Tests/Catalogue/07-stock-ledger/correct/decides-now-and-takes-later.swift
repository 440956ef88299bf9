// Design: two transactions: the first decides by what is neither taken nor promised; the second
// takes what is promised, once.
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in try decide(order, in: tx) }
                try await database.transaction { tx in try keepPromise(to: order, in: tx) }
                try await orders.commit(record)
            }
        }
    }

    private func decide(_ order: StockOrder, in tx: Transaction) throws {
        if try tx.get("outcomes", order.orderId) != nil { return }
        let promises = try tx.scan("promises")
        let isWhole = try order.lines.allSatisfy { line in
            let there = try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0
            let promised = promises.compactMap { $0.row[line.sku]?.integer }.reduce(0, +)
            return there - promised >= line.quantity
        }
        try tx.insert("outcomes", order.orderId, ["outcome": isWhole ? "accepted" : "refused"])
        if !isWhole { return }
        var promise = Row()
        for line in order.lines { promise[line.sku] = .integer(line.quantity) }
        try tx.insert("promises", order.orderId, promise)
    }

    private func keepPromise(to order: StockOrder, in tx: Transaction) throws {
        guard try tx.delete("promises", order.orderId) else { return }
        for line in order.lines {
            let there = try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0
            try tx.update("stock", line.sku, ["quantity": .integer(there - line.quantity)])
        }
    }
}
