// diagnosis: partition-not-read — assigns itself partition 0 and forgets the other.
// breaks: no fault at all: an order is in partition 1
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.assign([TopicPartition("orders", 0)])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
