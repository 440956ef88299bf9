// verdict: refused
// says: `dlsym`
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        let call = dlsym(nil, "socket")
        print(call == nil)
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
