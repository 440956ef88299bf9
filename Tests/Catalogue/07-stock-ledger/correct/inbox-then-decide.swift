// Design: saves what poll hands out in an inbox and commits; then decides what has no outcome yet.
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            try await decideWhatWaits(in: database)
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            let new = try batch.map { try $0.event(StockOrder.self).payload }
            try await database.transaction { tx in
                for order in new { try save(order, in: tx) }
            }
            try await orders.commit()
        }
    }

    private func save(_ order: StockOrder, in tx: Transaction) throws {
        if try tx.get("inbox", order.orderId) != nil { return }
        var lines = Row()
        for line in order.lines { lines[line.sku] = .integer(line.quantity) }
        lines["skus"] = .text(order.lines.map(\.sku).joined(separator: ","))
        try tx.insert("inbox", order.orderId, lines)
    }

    private func decideWhatWaits(in database: Database) async throws {
        let waiting = try await database.transaction { tx in
            let decided = Set(try tx.scan("outcomes").map(\.key))
            return try tx.scan("inbox").map(\.key).filter { !decided.contains($0) }
        }
        for orderId in waiting {
            try await database.transaction { tx in try decide(orderId, in: tx) }
        }
    }

    private func decide(_ orderId: String, in tx: Transaction) throws {
        guard try tx.get("outcomes", orderId) == nil, let lines = try tx.get("inbox", orderId)
        else { return }
        let skus = (lines["skus"]?.text ?? "").split(separator: ",").map { String($0) }
        var left: [String: Int64] = [:]
        for sku in skus {
            let there = try tx.get("stock", sku)?["quantity"]?.integer ?? 0
            left[sku] = there - (lines[sku]?.integer ?? 0)
        }
        let isWhole = left.values.allSatisfy { $0 >= 0 }
        for sku in skus where isWhole {
            try tx.update("stock", sku, ["quantity": .integer(left[sku] ?? 0)])
        }
        try tx.insert("outcomes", orderId, ["outcome": isWhole ? "accepted" : "refused"])
    }
}
