// Design: after a timeout it seeks back to the record, so that the next poll hands it out again.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            var waiting: Set<TopicPartition> = []
            for record in try await orders.poll() where !waiting.contains(record.topicPartition) {
                let order = try record.event(OrderPlaced.self).payload
                do {
                    try await warehouse.reserve(order.orderId)
                } catch ServiceError.timedOut {
                    try orders.seek(to: record.offset, in: record.topicPartition)
                    waiting.insert(record.topicPartition)
                    continue
                }
                try await orders.commit(record)
            }
        }
    }
}
