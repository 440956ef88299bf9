// verdict: crashed
// says: Could not cast
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        let value: Any = records.count
        print(value as! String)  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
