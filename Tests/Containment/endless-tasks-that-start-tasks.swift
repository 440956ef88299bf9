// verdict: failed
import Eventlings

func again() {
    Task { again() }
}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        again()
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
