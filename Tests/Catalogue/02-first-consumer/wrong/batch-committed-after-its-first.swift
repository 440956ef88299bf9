// diagnosis: position-committed — commits the batch once, when its first order is reserved.
// breaks: crash after that commit, before the second order is reserved (two orders in one poll)
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for (index, record) in batch.enumerated() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                if index == 0 { try await orders.commit() }
            }
        }
    }
}
