// Design: whatever ends it, it closes its consumer first, so that its group need not wait.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        do {
            try await orders.subscribe(to: ["orders"])
            while true {
                for record in try await orders.poll() {
                    let order = try record.event(OrderPlaced.self).payload
                    try await warehouse.reserve(order.orderId)
                    try await orders.commit(record)
                }
            }
        } catch {
            try await orders.close()
            throw error
        }
    }
}
