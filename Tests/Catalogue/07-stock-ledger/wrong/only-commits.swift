// diagnosis: no-outcome — reads and commits, and does nothing else.
// breaks: nothing has to
import Eventlings

struct Inventory: StockLedger {
    mutating func run(orders: Consumer, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await orders.commit(record)
            }
        }
    }
}
