// diagnosis: group-changes — joins a new group at each start.
// breaks: crash before a commit: the next process begins at the beginning, in another group
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let group = "warehouse-\(Int.random(in: 1000...9999))"
        let orders = cluster.makeConsumer(groupID: group)
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
