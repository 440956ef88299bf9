// diagnosis: automatic-commit — commits automatically while a task reserves.
// breaks: the request of a reservation is lost: the task fails, and the next poll commits
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        var options = ConsumerOptions(groupID: "warehouse")
        options.autoCommit = true
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            Task {
                for record in batch {
                    try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                }
            }
        }
    }
}
