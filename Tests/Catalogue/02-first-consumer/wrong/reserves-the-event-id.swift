// diagnosis: wrong-id — asks for goods by the event's id.
// breaks: no fault at all: there is no such order
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).id)
                try await orders.commit(record)
            }
        }
    }
}
