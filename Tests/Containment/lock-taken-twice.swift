// verdict: timed-out
// says: Is a lock taken twice
import Eventlings
import Foundation

let lock = NSLock()
func takeIt() {
    lock.lock()  // here
}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        takeIt()
        takeIt()
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
