// verdict: crashed
// says: 1 GB
import Eventlings

final class Link {
    let next: Link?
    let load = [UInt8](repeating: 1, count: 4_000)  // or here
    init(_ next: Link?) { self.next = next }
}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        var last: Link?
        while records.count > 0 { last = Link(last) }  // here
        print(last?.next == nil)
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
