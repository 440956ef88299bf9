// verdict: crashed
// says: Unexpectedly found nil
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        let number = Int(records[0].topic)
        print(number!)  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
