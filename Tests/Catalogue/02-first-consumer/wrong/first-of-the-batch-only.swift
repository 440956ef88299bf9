// diagnosis: rest-of-batch-dropped — takes the first record of each poll and forgets the others.
// breaks: no fault at all (two orders in one poll)
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            guard let record = try await orders.poll().first else { continue }
            let order = try record.event(OrderPlaced.self).payload
            try await warehouse.reserve(order.orderId)
            try await orders.commit(record)
        }
    }
}
