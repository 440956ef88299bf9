// diagnosis: never-committed — reserves every order and never says how far it has come.
// breaks: no fault at all: nothing is ever committed
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
            }
        }
    }
}
