// Design: each round begins by committing what the last one has done, then polls.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            try await orders.commit()
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
            }
        }
    }
}
