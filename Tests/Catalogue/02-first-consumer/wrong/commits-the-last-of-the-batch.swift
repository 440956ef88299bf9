// diagnosis: partition-not-committed — commits the last record of a batch, for one partition.
// breaks: no fault at all: the batch holds records of two partitions
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
            if let last = batch.last { try await orders.commit(last) }
        }
    }
}
