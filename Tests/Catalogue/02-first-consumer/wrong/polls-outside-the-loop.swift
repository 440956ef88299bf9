// diagnosis: poll-outside-the-loop — polls once, and loops over that batch.
// breaks: no fault at all: it never comes to rest
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        let batch = try await orders.poll()
        while true {
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
