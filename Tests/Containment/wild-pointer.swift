// verdict: crashed
// says: memory that isn't its own
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        let wild = UnsafePointer<Int>(bitPattern: 8 * records.count)
        print(wild!.pointee)  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
