// diagnosis: failure-committed — prints the error of a reservation and commits the record.
// breaks: the request of a reservation is lost
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                do {
                    try await warehouse.reserve(order.orderId)
                } catch {
                    print("could not reserve \(order.orderId): \(error)")
                }
                try await orders.commit(record)
            }
        }
    }
}
