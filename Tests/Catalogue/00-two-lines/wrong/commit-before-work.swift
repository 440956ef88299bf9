// diagnosis: commit-before-work — commits a record before it packs the order (the starter).
// breaks: crash after a commit, before that order is packed
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await orders.commit(record)
                try await packing.pack(order.orderId)
            }
        }
    }
}
