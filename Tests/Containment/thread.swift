// verdict: refused
// says: Thread

import Eventlings
import Foundation

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        Thread.detachNewThread { print(1) }  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
