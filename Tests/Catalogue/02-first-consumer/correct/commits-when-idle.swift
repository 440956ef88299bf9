// Design: commits only when a poll has found nothing, when all that came before it is done.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll(timeout: .milliseconds(100))
            guard !batch.isEmpty else {
                try await orders.commit()
                continue
            }
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
            }
        }
    }
}
