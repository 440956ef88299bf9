// diagnosis: work-not-awaited — a task reserves while the loop commits.
// breaks: the request of a reservation is lost; or crash after the commit, before the reservation
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                Task { try await warehouse.reserve(order.orderId) }
                try await orders.commit(record)
            }
        }
    }
}
