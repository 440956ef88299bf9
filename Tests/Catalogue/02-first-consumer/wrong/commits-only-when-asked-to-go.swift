// diagnosis: never-committed — commits when its partitions are taken away, and only then.
// breaks: no fault at all: in calm nobody takes them away, and a crash does not ask
import Eventlings

final class Reservations: FirstConsumer {
    init() {}

    func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(
            to: ["orders"], onRevoked: { _ in try await orders.commit() })
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
            }
        }
    }
}
