// diagnosis: automatic-commit — goes on after an error, under automatic commit.
// breaks: the request of a reservation is lost, and a later poll commits it
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        var options = ConsumerOptions(groupID: "warehouse")
        options.autoCommit = true
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                do {
                    try await warehouse.reserve(order.orderId)
                } catch {
                    print("no luck with \(order.orderId): \(error)")
                }
            }
        }
    }
}
