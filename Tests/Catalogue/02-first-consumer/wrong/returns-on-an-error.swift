// diagnosis: left-on-error — catches an error, prints it and returns.
// breaks: the request of a reservation is lost
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            do {
                for record in try await orders.poll() {
                    try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
            } catch {
                print("giving up: \(error)")
                return
            }
        }
    }
}
