// diagnosis: stock-in-memory — counts the stock in memory, and writes what it believes.
// breaks: two instances, each with a partition
import Eventlings

struct Inventory: StockLedger {
    private var left: [String: Int64] = [:]

    mutating func run(orders: Consumer, database: Database) async throws {
        for (sku, row) in try await database.transaction({ tx in try tx.scan("stock") }) {
            left[sku] = row["quantity"]?.integer
        }
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                let stock = left
                left = try await database.transaction { tx in
                    if try tx.get("outcomes", order.orderId) != nil { return stock }
                    let isEnough = order.lines.allSatisfy { stock[$0.sku] ?? 0 >= $0.quantity }
                    try tx.insert(
                        "outcomes", order.orderId, ["outcome": isEnough ? "accepted" : "refused"])
                    guard isEnough else { return stock }
                    var rest = stock
                    for line in order.lines {
                        rest[line.sku, default: 0] -= line.quantity
                        try tx.update(
                            "stock", line.sku, ["quantity": .integer(rest[line.sku] ?? 0)])
                    }
                    return rest
                }
                try await orders.commit(record)
            }
        }
    }
}
