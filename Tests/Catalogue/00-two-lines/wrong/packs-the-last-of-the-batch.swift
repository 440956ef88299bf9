// diagnosis: another-in-its-place — packs the batch's last order in each turn of the loop.
// breaks: no fault at all (two orders in one poll)
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            guard let last = batch.last else { continue }
            for record in batch {
                let order = try last.event(OrderPlaced.self).payload
                try await packing.pack(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
