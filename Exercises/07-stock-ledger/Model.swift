import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload

                // One transaction: either all of this is saved, or nothing. If no answer comes, the
                // error ends this process. Its successor finds out inside the same transaction.
                try await database.transaction { tx in try decide(order, in: tx) }

                // Only now is the order done. Dying before this line repeats the transaction, which
                // then finds the outcome and leaves the stock alone.
                try await orders.commit(record)
            }
        }
    }

    private func decide(_ order: StockOrder, in tx: Transaction) throws {
        // The outcome is the memory, too: it is saved together with the goods, it has the order's id
        // as key, and it stays.
        if try tx.get("outcomes", order.orderId) != nil { return }

        // First look at all the lines, then take: an order is accepted whole or not at all.
        let isInStock = try order.lines.allSatisfy { line in
            try quantity(of: line.sku, in: tx) >= line.quantity
        }
        for line in order.lines where isInStock {
            let left = try quantity(of: line.sku, in: tx) - line.quantity
            try tx.update("stock", line.sku, ["quantity": .integer(left)])
        }

        // A refusal is an outcome like the other, and must be found when the order comes again.
        try tx.insert("outcomes", order.orderId, ["outcome": isInStock ? "accepted" : "refused"])
    }

    private func quantity(of sku: String, in tx: Transaction) throws -> Int64 {
        try tx.get("stock", sku)?["quantity"]?.integer ?? 0
    }
}
