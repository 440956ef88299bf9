// diagnosis: failure-committed — after an error it commits the positions and closes.
// breaks: the request of a reservation is lost
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                }
                try await orders.commit()
            }
        } catch {
            try await orders.commit()
            try await orders.close()
            throw error
        }
    }
}
