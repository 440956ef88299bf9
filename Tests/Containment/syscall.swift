// verdict: refused
// says: open a connection
import Eventlings

@_silgen_name("syscall") func syscall(_ number: Int, _ a: Int, _ b: Int, _ c: Int) -> Int

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        print(syscall(41, 2, 1, 0))  // here
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
