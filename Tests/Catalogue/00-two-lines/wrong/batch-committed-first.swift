// diagnosis: batch-committed-early — commits the whole batch, then begins to pack it.
// breaks: crash after the commit, before the batch's last order is packed (two orders in one poll)
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await orders.commit()
            for record in batch {
                let order = try record.event(OrderPlaced.self).payload
                try await packing.pack(order.orderId)
            }
        }
    }
}
