// diagnosis: failure-left-behind — an error ends the batch, and the loop polls on.
// breaks: the request of a reservation is lost
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            do {
                for record in try await orders.poll() {
                    let order = try record.event(OrderPlaced.self).payload
                    try await warehouse.reserve(order.orderId)
                    try await orders.commit(record)
                }
            } catch ServiceError.timedOut {
                print("the warehouse did not answer")
            }
        }
    }
}
