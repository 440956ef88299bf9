// diagnosis: progress-not-made — makes a consumer without a group, and subscribes.
// breaks: no fault at all: subscribe throws at each start
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(ConsumerOptions())
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
