// Design: compare-and-set on a version row for the whole stock, with the outcome in the same
// transaction.
import Eventlings

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

    private func settle(_ order: StockOrder, in database: Database) async throws -> Bool {
        let version = try await database.transaction { tx in
            try tx.get("versions", "stock")?["number"]?.integer ?? 0
        }
        let stock = try await database.transaction { tx in try tx.scan("stock") }
        let isEnough = order.lines.allSatisfy { line in
            stock.contains {
                $0.key == line.sku && $0.row["quantity"]?.integer ?? 0 >= line.quantity
            }
        }
        return try await database.transaction { tx in
            if try tx.get("outcomes", order.orderId) != nil { return true }
            guard try isStill(version, in: tx) else { return false }
            for line in order.lines where isEnough {
                let old = stock.first { $0.key == line.sku }?.row["quantity"]?.integer ?? 0
                try tx.update("stock", line.sku, ["quantity": .integer(old - line.quantity)])
            }
            try tx.insert("outcomes", order.orderId, ["outcome": isEnough ? "accepted" : "refused"])
            return true
        }
    }

    /// Counts it up, if it is.
    private func isStill(_ version: Int64, in tx: Transaction) throws -> Bool {
        let next: Row = ["number": .integer(version + 1)]
        if try tx.get("versions", "stock") == nil {
            guard version == 0 else { return false }
            try tx.insert("versions", "stock", next)
            return true
        }
        return try tx.update("versions", "stock", next) { $0["number"] == .integer(version) }
    }
}
