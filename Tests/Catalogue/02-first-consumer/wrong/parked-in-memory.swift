// diagnosis: held-in-memory — parks a failed order in memory for the next round, and commits it.
// breaks: the request of a reservation is lost, then a crash
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        var parked: [String] = []
        while true {
            for orderId in parked { try await warehouse.reserve(orderId) }
            parked = []
            for record in try await orders.poll() {
                let orderId = try record.event(OrderPlaced.self).payload.orderId
                do {
                    try await warehouse.reserve(orderId)
                } catch {
                    parked.append(orderId)
                }
                try await orders.commit(record)
            }
        }
    }
}
