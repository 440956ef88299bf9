// diagnosis: commit-not-repeated — ignores the error of a commit.
// breaks: the request of a partition's last commit is lost
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try? await orders.commit(record)
            }
        }
    }
}
