// diagnosis: other-partition-committed — commits one highest offset for all of its partitions.
// breaks: crash after the first order's second commit, before the other partition's order is packed
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        var next: Int64 = 0
        while true {
            for record in try await orders.poll() {
                try await packing.pack(record.event(OrderPlaced.self).payload.orderId)
                next = max(next, record.offset + 1)
                for partition in orders.assignment {
                    try await orders.commit([partition: next])
                }
            }
        }
    }
}
