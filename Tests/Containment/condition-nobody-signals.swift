// verdict: timed-out
// says: waits for something
import Eventlings
import Foundation

func waitForNobody() {
    let condition = NSCondition()
    condition.lock()
    condition.wait()  // here
}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        waitForNobody()
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
