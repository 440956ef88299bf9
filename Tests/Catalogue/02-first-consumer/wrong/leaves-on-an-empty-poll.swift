// diagnosis: left-on-empty-poll — takes an empty poll for the end of the topic.
// breaks: no fault at all: the first poll that finds nothing
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { break }
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
