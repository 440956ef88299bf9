// Design: a reservation row for each line; what is there is the stock, and the reservations tell
// what has been taken.
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return }
                    var isWhole = true
                    for line in order.lines {
                        let there = try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0
                        isWhole = isWhole && there >= line.quantity
                    }
                    for line in order.lines where isWhole {
                        try tx.insert(
                            "reservations", "\(order.orderId)/\(line.sku)",
                            ["sku": .text(line.sku), "quantity": .integer(line.quantity)])
                        let there = try tx.get("stock", line.sku)?["quantity"]?.integer ?? 0
                        try tx.update(
                            "stock", line.sku, ["quantity": .integer(there - line.quantity)])
                    }
                    try tx.insert(
                        "outcomes", order.orderId, ["outcome": isWhole ? "accepted" : "refused"])
                }
                try await orders.commit(record)
            }
        }
    }
}
