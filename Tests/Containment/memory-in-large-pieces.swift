// verdict: crashed
// says: 1 GB
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        var all: [[UInt8]] = []
        while records.count > all.count - 100 {
            all.append([UInt8](repeating: 1, count: 1 << 26))  // here
        }
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
