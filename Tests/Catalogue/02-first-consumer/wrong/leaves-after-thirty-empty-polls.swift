// diagnosis: left-on-empty-poll — takes half a minute without orders for the end of the topic.
// breaks: no fault at all
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        var emptyPolls = 0
        while emptyPolls < 30 {
            let batch = try await orders.poll()
            emptyPolls = batch.isEmpty ? emptyPolls + 1 : 0
            for record in batch {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
