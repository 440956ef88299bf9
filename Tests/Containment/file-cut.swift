// verdict: refused
// says: change a file
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        truncate("workspace/Sources/00-two-lines/Solution.swift", 0)  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
