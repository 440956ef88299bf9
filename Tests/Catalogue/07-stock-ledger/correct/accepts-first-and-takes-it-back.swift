// Design: inserts "accepted" first; if an article is short it throws, nothing is saved, and it
// records the refusal.
import Eventlings

private struct Short: Error {}

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                do {
                    try await database.transaction { tx in
                        try tx.insert("outcomes", order.orderId, ["outcome": "accepted"])
                        for line in order.lines {
                            let old = try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0
                            guard old >= line.quantity else { throw Short() }
                            try tx.update(
                                "stock", line.sku, ["quantity": .integer(old - line.quantity)])
                        }
                    }
                } catch is Short {
                    try await refuse(order, in: database)
                } catch DatabaseError.duplicateKey {
                    // It is decided.
                }
                try await orders.commit(record)
            }
        }
    }

    private func refuse(_ order: StockOrder, in database: Database) async throws {
        try await database.transaction { tx in
            if try tx.get("outcomes", order.orderId) == nil {
                try tx.insert("outcomes", order.orderId, ["outcome": "refused"])
            }
        }
    }
}
