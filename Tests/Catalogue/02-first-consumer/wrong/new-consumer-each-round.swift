// diagnosis: same-records-again — makes a consumer for each poll, commits nothing.
// breaks: no fault at all: it never comes to rest
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        while true {
            let orders = cluster.makeConsumer(groupID: "warehouse")
            try await orders.subscribe(to: ["orders"])
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
            }
            try await orders.close()
        }
    }
}
