// verdict: ended-early
// says: nobody had asked
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        if records.count > 0 { return }
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
