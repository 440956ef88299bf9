// diagnosis: held-in-memory — commits orders that still wait in memory for a pair.
// breaks: no fault at all with an odd number of orders; crash after the first commit otherwise
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        var pair: [String] = []
        while true {
            for record in try await orders.poll() {
                pair.append(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
                if pair.count == 2 {
                    for orderId in pair { try await warehouse.reserve(orderId) }
                    pair = []
                }
            }
        }
    }
}
