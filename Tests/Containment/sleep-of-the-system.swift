// verdict: timed-out
// says: waits for something
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        poll(nil, 0, 1_000_000)  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
