// verdict: crashed
// says: With `try` the error ends its process only

import Eventlings

struct Refused: Error {}
func failing() throws -> Int { throw Refused() }

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        print(try! failing())  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
