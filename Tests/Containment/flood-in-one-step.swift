// verdict: crashed
// says: printed more than 16 MB
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        while records.count > 0 { print("all work and no play makes a dull log") }  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
