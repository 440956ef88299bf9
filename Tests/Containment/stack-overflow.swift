// verdict: crashed
// says: ran out of stack
import Eventlings

func deep(_ count: Int) -> Int {  // here
    count + deep(count + 1)
}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        print(deep(records.count))
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
