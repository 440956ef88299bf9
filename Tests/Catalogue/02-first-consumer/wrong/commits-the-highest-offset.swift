// diagnosis: offset-of-another-partition — commits a batch's highest offset for all its partitions.
// breaks: no fault at all: one partition is longer than the other
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
            }
            guard let highest = batch.map(\.offset).max() else { continue }
            var next: [TopicPartition: Int64] = [:]
            for partition in orders.assignment { next[partition] = highest + 1 }
            try await orders.commit(next)
        }
    }
}
