// verdict: refused
// says: change a file
import Eventlings
import Foundation

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        let file = "workspace/Sources/00-two-lines/Solution.swift"
        try "mine".write(toFile: file, atomically: false, encoding: .utf8)  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
