// verdict: refused
// says: change a file
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        let file = fopen("workspace/Sources/00-two-lines/Solution.swift", "a")  // here
        print(file == nil)
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
