// diagnosis: waits-for-ever — reads the report of its first batch, which has no end.
// breaks: no fault at all: an order comes later
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        let (reserved, report) = AsyncStream<String>.makeStream()
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            for record in batch {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try await orders.commit(record)
                report.yield(order.orderId)
            }
            for await order in reserved { print("\(order) is reserved") }
        }
    }
}
