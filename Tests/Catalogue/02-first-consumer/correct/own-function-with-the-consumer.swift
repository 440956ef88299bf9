// Design: an async function of its own takes the consumer, reserves a batch and commits it.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            try await handleNextBatch(from: orders, in: warehouse)
        }
    }

    private func handleNextBatch(from orders: Consumer, in warehouse: Warehouse) async throws {
        let batch = try await orders.poll()
        var next: [TopicPartition: Int64] = [:]
        for record in batch {
            let event = try record.event(OrderPlaced.self)
            try await warehouse.reserve(event.payload.orderId)
            next[record.topicPartition] = record.offset + 1
        }
        try await orders.commit(next)
    }
}
