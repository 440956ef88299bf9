// diagnosis: failure-committed — tries twice, then commits whatever came of it.
// breaks: the request of a reservation is lost, and that of the second try too
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let id = try record.event(OrderPlaced.self).payload.orderId
                for _ in 1...2 {
                    do { try await warehouse.reserve(id); break } catch {
                        try await Task.sleep(for: .seconds(1))
                    }
                }
                try await orders.commit(record)
            }
        }
    }
}
