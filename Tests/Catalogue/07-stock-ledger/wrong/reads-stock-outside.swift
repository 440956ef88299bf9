// diagnosis: read-outside-transaction — reads the stock in one transaction and writes it in
// another.
// breaks: two instances that work at the same moment
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                let stock = try await database.transaction { tx in try tx.scan("stock") }
                try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return }
                    let left = order.lines.map { line in
                        let row = stock.first { $0.key == line.sku }?.row
                        return (
                            sku: line.sku,
                            quantity: (row?["quantity"]?.integer ?? 0) - line.quantity
                        )
                    }
                    let isEnough = left.allSatisfy { $0.quantity >= 0 }
                    for (sku, quantity) in left where isEnough {
                        try tx.update("stock", sku, ["quantity": .integer(quantity)])
                    }
                    try tx.insert(
                        "outcomes", order.orderId, ["outcome": isEnough ? "accepted" : "refused"])
                }
                try await orders.commit(record)
            }
        }
    }
}
