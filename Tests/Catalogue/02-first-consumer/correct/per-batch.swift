// Design: reserves everything that one poll handed out, then commits the positions once.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "reservations")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
            }
            try await orders.commit()
        }
    }
}
