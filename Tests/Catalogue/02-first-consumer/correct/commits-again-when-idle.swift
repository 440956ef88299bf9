// Design: ignores a failed commit, and commits again when a poll finds nothing.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try? await orders.commit(record)
            }
            if batch.isEmpty { try? await orders.commit() }
        }
    }
}
