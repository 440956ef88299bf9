// diagnosis: decided-again — the goods and their outcome are one transaction, but the refusal doesn't
// look whether there is an outcome.
// breaks: an order that comes again when little is left
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                do {
                    try await database.transaction { tx in
                        try take(order, in: tx)
                        try tx.insert("outcomes", order.orderId, ["outcome": "accepted"])
                    }
                } catch is Short {
                    try await database.transaction { tx in
                        try save("refused", of: order, in: tx)
                    }
                } catch DatabaseError.duplicateKey {
                    print("\(order.orderId) is done")
                }
                try await orders.commit(record)
            }
        }
    }

    private struct Short: Error {}

    private func take(_ order: StockOrder, in tx: Transaction) throws {
        for line in order.lines {
            let left = try quantity(of: line.sku, in: tx) - line.quantity
            if left < 0 { throw Short() }
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
