// Design: reserves each partition's part of the batch, then commits exactly that part.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let parts = Dictionary(grouping: batch, by: \.topicPartition)
            for (partition, records) in parts.sorted(by: { $0.key < $1.key }) {
                var next: Int64?
                for record in records {
                    try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                    next = record.offset + 1
                }
                if let next { try await orders.commit([partition: next]) }
            }
        }
    }
}
