// diagnosis: failure-committed — commits a failed record, then lets the error out.
// breaks: the request of a reservation is lost
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                do {
                    try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                } catch {
                    try await orders.commit(record)
                    throw error
                }
            }
        }
    }
}
