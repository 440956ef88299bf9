// diagnosis: commits-stop-short — commits after every second order.
// breaks: no fault at all with two processes: one of them gets an odd number of orders
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        var count = 0
        while true {
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                count += 1
                if count % 2 == 0 { try await orders.commit() }
            }
        }
    }
}
