// Design: assigns itself both partitions, which never move then, and commits all that it remembers.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.assign([TopicPartition("orders", 0), TopicPartition("orders", 1)])
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
