// diagnosis: work-not-awaited — packs and commits at the same time, to be quicker.
// breaks: crash after the commit is applied, before the packing is
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                async let packed: Void = packing.pack(order.orderId)
                try await orders.commit(record)
                try await packed
            }
        }
    }
}
