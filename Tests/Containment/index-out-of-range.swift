// verdict: crashed
// says: Fatal error: Index out of range
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        print([1, 2, 3][records.count + 7])  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
