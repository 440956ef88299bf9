// diagnosis: taken-for-done — notes an order as seen before it is reserved.
// breaks: the request of a reservation is lost: the order comes again, and is known
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        var seen: Set<String> = []
        while true {
            for record in try await orders.poll() {
                let id = try record.event(OrderPlaced.self).payload.orderId
                if seen.insert(id).inserted {
                    do { try await warehouse.reserve(id) } catch {
                        try orders.seek(to: record.offset, in: record.topicPartition)
                        break
                    }
                }
                try await orders.commit(record)
            }
        }
    }
}
