// Design: remembers how far each of its partitions is, commits all of that, and forgets those that go.
import Eventlings

final class Reservations: FirstConsumer {
    private var next: [TopicPartition: Int64] = [:]

    init() {}

    func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { for partition in $0 { self.next[partition] = nil } },
            onLost: { for partition in $0 { self.next[partition] = nil } })
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
