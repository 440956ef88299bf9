// Commits each order, then packs it.
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
