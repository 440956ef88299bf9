// diagnosis: no-longer-read — pauses its partitions while it works, and never resumes them.
// breaks: no fault at all: an order comes later
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            orders.pause(orders.assignment)
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
            }
            try await orders.commit()
        }
    }
}
