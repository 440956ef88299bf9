// diagnosis: taken-and-refused — takes, looks afterwards, and gives back in another transaction.
// breaks: too little stock, without any fault
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                let isShort = try await database.transaction { tx in
                    try isTakenTooFar(order, in: tx)
                }
                if isShort {
                    try await database.transaction { tx in try change(order, by: 1, in: tx) }
                }
                try await orders.commit(record)
            }
        }
    }

    private func isTakenTooFar(_ order: StockOrder, in tx: Transaction) throws -> Bool {
        if try tx.get("outcomes", order.orderId) != nil { return false }
        try change(order, by: -1, in: tx)
        let isShort = try order.lines.contains { try quantity(of: $0.sku, in: tx) < 0 }
        try tx.insert("outcomes", order.orderId, ["outcome": isShort ? "refused" : "accepted"])
        return isShort
    }

    private func change(_ order: StockOrder, by sign: Int64, in tx: Transaction) throws {
        for line in order.lines {
            let left = try quantity(of: line.sku, in: tx) + sign * line.quantity
            try tx.update("stock", line.sku, ["quantity": .integer(left)])
        }
    }

    private func quantity(of sku: String, in tx: Transaction) throws -> Int64 {
        try tx.get("stock", sku)?["quantity"]?.integer ?? 0
    }
}
