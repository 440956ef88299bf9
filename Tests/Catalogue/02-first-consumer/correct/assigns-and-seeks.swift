// Design: assigns its partitions and seeks to what is committed, with no reset policy.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        var options = ConsumerOptions(groupID: "warehouse")
        options.autoOffsetReset = .none
        let orders = cluster.makeConsumer(options)
        let partitions = [TopicPartition("orders", 0), TopicPartition("orders", 1)]
        try await orders.assign(partitions)
        for partition in partitions {
            let next = try await orders.committed(partition) ?? 0
            try orders.seek(to: next, in: partition)
        }
        while true {
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
