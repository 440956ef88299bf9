// verdict: crashed
// says: arithmetic overflow
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        var number = Int.max
        number += records.count  // here
        print(number)
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
