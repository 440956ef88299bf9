// verdict: crashed
// says: Recursive call to lock Mutex
import Eventlings
import Synchronization

let count = Mutex(0)

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        count.withLock { _ in
            count.withLock { $0 += 1 }  // here
        }
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
