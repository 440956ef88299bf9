// Design: a final class; commits every second order, when idle, and before partitions go.
import Eventlings

final class Reservations: FirstConsumer {
    private var reserved: [TopicPartition: Int64] = [:]
    private var uncommitted = 0

    init() {}

    func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in try await self.commit(to: orders) },
            onLost: { _ in self.forget() })
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { try await commit(to: orders) }
            for record in batch {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                reserved[record.topicPartition] = record.offset + 1
                uncommitted += 1
                if uncommitted >= 2 { try await commit(to: orders) }
            }
        }
    }

    private func commit(to orders: Consumer) async throws {
        try await orders.commit(reserved)
        forget()
    }

    private func forget() {
        reserved = [:]
        uncommitted = 0
    }
}
