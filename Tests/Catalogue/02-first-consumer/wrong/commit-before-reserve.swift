// diagnosis: commit-before-work — commits a record before it reserves the order.
// breaks: crash after a commit, before that order is reserved
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await orders.commit(record)
                try await warehouse.reserve(order.orderId)
            }
        }
    }
}
