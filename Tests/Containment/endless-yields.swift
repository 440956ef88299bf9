// verdict: failed
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        while records.count > 0 { await Task.yield() }
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
