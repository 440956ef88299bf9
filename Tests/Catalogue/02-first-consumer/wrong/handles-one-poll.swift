// diagnosis: no-loop — handles what one poll hands out, and returns.
// breaks: no fault at all: nobody polls again
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        for record in try await orders.poll() {
            let order = try record.event(OrderPlaced.self).payload
            try await warehouse.reserve(order.orderId)
            try await orders.commit(record)
        }
    }
}
