// Design: reads outside and decides; writes only if the rows are as it has read them, the outcome
// among them.
import Eventlings

private struct Overtaken: Error {}

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                while try await !settle(order, in: database) {}
                try await orders.commit(record)
            }
        }
    }

    /// Whether it is settled; false if somebody was quicker.
    private func settle(_ order: StockOrder, in database: Database) async throws -> Bool {
        let (seen, isDecided) = try await database.transaction { tx in
            let rows = try tx.scan("stock").map { ($0.key, $0.row["quantity"]?.integer ?? 0) }
            let isDecided = try tx.get("outcomes", order.orderId) != nil
            return (Dictionary(uniqueKeysWithValues: rows), isDecided)
        }
        if isDecided { return true }
        let isEnough = order.lines.allSatisfy { seen[$0.sku] ?? 0 >= $0.quantity }
        do {
            try await database.transaction { tx in
                try tx.insert(
                    "outcomes", order.orderId, ["outcome": isEnough ? "accepted" : "refused"])
                for line in order.lines where isEnough {
                    let old = seen[line.sku] ?? 0
                    let isUnchanged = try tx.update(
                        "stock", line.sku, ["quantity": .integer(old - line.quantity)],
                        where: { $0["quantity"] == .integer(old) })
                    if !isUnchanged { throw Overtaken() }
                }
            }
            return true
        } catch is Overtaken {
            return false
        } catch DatabaseError.duplicateKey {
            return true
        }
    }
}
