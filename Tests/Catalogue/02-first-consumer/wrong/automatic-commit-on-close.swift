// diagnosis: commit-on-close — closes after an error, and close commits the rest.
// breaks: the request of a reservation is lost: close commits what poll has handed out
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        var options = ConsumerOptions(groupID: "warehouse")
        options.autoCommit = true
        let orders = cluster.makeConsumer(options)
        do {
            try await orders.subscribe(to: ["orders"])
            while true {
                for record in try await orders.poll() {
                    let order = try record.event(OrderPlaced.self).payload
                    try await warehouse.reserve(order.orderId)
                }
            }
        } catch {
            try await orders.close()
            throw error
        }
    }
}
