// verdict: crashed
// says: printed more than 256 KB
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        while records.count > 0 {
            print(String(repeating: "x", count: 5_000))
            try await Task.sleep(for: .seconds(1))
        }
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
