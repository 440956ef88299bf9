// Design: after a timeout it seeks back and lets the partition rest for one round.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            orders.resume(orders.assignment)
            var held: Set<TopicPartition> = []
            for record in try await orders.poll() where !held.contains(record.topicPartition) {
                do {
                    try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                } catch ServiceError.timedOut {
                    try orders.seek(to: record.offset, in: record.topicPartition)
                    orders.pause([record.topicPartition])
                    held.insert(record.topicPartition)
                }
            }
        }
    }
}
