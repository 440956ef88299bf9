// diagnosis: commit-after-handover — commits all offsets that it remembers, also of a partition that has moved.
// breaks: another instance joins, and commits more before the next order comes
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        var next: [TopicPartition: Int64] = [:]
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                next[record.topicPartition] = record.offset + 1
                try await orders.commit(next)
            }
        }
    }
}
