// diagnosis: commit-went-back — commits each offset for partition 0.
// breaks: no fault at all: an order of partition 1 has a smaller offset
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit([TopicPartition("orders", 0): record.offset + 1])
            }
        }
    }
}
