// verdict: refused
// says: Dispatch

import Dispatch
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        DispatchQueue.global().async { print(1) }  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
