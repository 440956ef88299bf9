// Design: the outcomes are the truth: keeps each order's lines beside its outcome, and writes the
// stock anew from the opening stock and them.
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await keepOpeningStock(in: database)
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in try account(for: order, in: tx) }
                try await orders.commit(record)
            }
        }
    }

    private func keepOpeningStock(in database: Database) async throws {
        try await database.transaction { tx in
            guard try tx.scan("opening").isEmpty else { return }
            for (sku, row) in try tx.scan("stock") { try tx.insert("opening", sku, row) }
        }
    }

    private func account(for order: StockOrder, in tx: Transaction) throws {
        var outcomes = try tx.scan("outcomes")
        if outcomes.contains(where: { $0.key == order.orderId }) { return }
        var outcome: Row = ["outcome": "accepted"]
        for line in order.lines { outcome["of \(line.sku)"] = .integer(line.quantity) }
        outcomes.append((key: order.orderId, row: outcome))
        let left = try tx.scan("opening").map { article in
            let taken = outcomes.compactMap { $0.row["of \(article.key)"]?.integer }.reduce(0, +)
            return (sku: article.key, quantity: (article.row["quantity"]?.integer ?? 0) - taken)
        }
        if left.contains(where: { $0.quantity < 0 }) {
            return try tx.insert("outcomes", order.orderId, ["outcome": "refused"])
        }
        try tx.insert("outcomes", order.orderId, outcome)
        for (sku, quantity) in left {
            try tx.update("stock", sku, ["quantity": .integer(quantity)])
        }
    }
}
