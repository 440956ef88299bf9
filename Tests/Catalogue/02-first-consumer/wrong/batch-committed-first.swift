// diagnosis: batch-committed-early — commits the whole batch, then begins to reserve.
// breaks: crash after the commit, before the batch's last order is reserved
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await orders.commit()
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
            }
        }
    }
}
