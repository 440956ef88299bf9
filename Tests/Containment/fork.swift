// verdict: refused
// says: `fork`
import Eventlings

@_silgen_name("fork") func fork() -> Int32

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        while records.count > 0 { _ = fork() }
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
