// verdict: refused
// says: no_such_function
import Eventlings

@_silgen_name("no_such_function") func missing() -> Int

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        print(missing())
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
