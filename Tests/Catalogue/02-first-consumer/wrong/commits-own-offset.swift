// diagnosis: commit-not-next — commits the record's own offset, which is read again.
// breaks: no fault at all: each partition stays one short
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try await orders.commit([record.topicPartition: record.offset])
            }
        }
    }
}
