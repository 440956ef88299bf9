// verdict: refused
// says: `abort`
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        abort()
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
