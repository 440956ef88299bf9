// Design: saves the next offset with the outcome and seeks to it; never commits. Offsets are a
// short cut, the outcome is the memory.
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { partitions in
                for partition in partitions {
                    let row = try await database.transaction { tx in
                        try tx.get("offsets", "\(partition)")
                    }
                    guard let next = row?["next"]?.integer else { continue }
                    try orders.seek(to: next, in: partition)
                }
            })
        while true {
            for record in try await orders.poll() {
                let order = try record.event(StockOrder.self).payload
                try await database.transaction { tx in
                    try decide(order, in: tx)
                    try saveOffset(after: record, in: tx)
                }
            }
        }
    }

    private func saveOffset(after record: ConsumerRecord, in tx: Transaction) throws {
        let partition = "\(record.topicPartition)"
        let row: Row = ["next": .integer(record.offset + 1)]
        if try tx.update("offsets", partition, row) { return }
        try tx.insert("offsets", partition, row)
    }

    private func decide(_ order: StockOrder, in tx: Transaction) throws {
        if try tx.get("outcomes", order.orderId) != nil { return }
        let isInStock = try order.lines.allSatisfy {
            try quantity(of: $0.sku, in: tx) >= $0.quantity
        }
        if isInStock { try take(order, in: tx) }
        try tx.insert("outcomes", order.orderId, ["outcome": isInStock ? "accepted" : "refused"])
    }

    private func take(_ order: StockOrder, in tx: Transaction) throws {
        for line in order.lines {
            let left = try quantity(of: line.sku, in: tx) - line.quantity
            try tx.update("stock", line.sku, ["quantity": .integer(left)])
        }
    }

    private func quantity(of sku: String, in tx: Transaction) throws -> Int64 {
        try tx.get("stock", sku)?["quantity"]?.integer ?? 0
    }
}
