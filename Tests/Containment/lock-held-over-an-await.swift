// verdict: timed-out
// says: Is a lock taken twice
import Eventlings
import Foundation

let lock = NSLock()
func takeIt() {
    lock.lock()  // here
}
func giveItBack() {
    lock.unlock()
}
func work() async {
    takeIt()
    await Task.yield()
    giveItBack()
}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        async let first: Void = work()
        async let second: Void = work()
        _ = await (first, second)
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
