// diagnosis: commit-not-used — goes to the beginning at each assignment.
// breaks: crash after a commit: the next process begins at the first order again
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { partitions in
                for partition in partitions { try orders.seek(to: 0, in: partition) }
            })
        while true {
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
