// diagnosis: failure-left-behind — leaves a failed record uncommitted and goes on.
// breaks: the request of a reservation is lost
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                do {
                    try await warehouse.reserve(order.orderId)
                    try await orders.commit(record)
                } catch {
                    print("will see to \(order.orderId) later: \(error)")
                }
            }
        }
    }
}
