// verdict: timed-out
// says: waits for something
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        var ends: [Int32] = [0, 0]
        var byte: UInt8 = 0
        pipe(&ends)
        read(ends[0], &byte, 1)  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
