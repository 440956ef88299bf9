// verdict: crashed
// says: no boxes left
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        assert(records.isEmpty, "no boxes left")  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
