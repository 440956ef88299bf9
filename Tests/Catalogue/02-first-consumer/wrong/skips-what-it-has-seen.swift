// diagnosis: skipped-uncommitted — passes over records that it has seen, without a commit.
// breaks: rewind after a restart of another instance: what comes again is never committed again
import Eventlings

final class Reservations: FirstConsumer {
    private var next: [TopicPartition: Int64] = [:]

    init() {}

    func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                if record.offset < next[record.topicPartition] ?? 0 { continue }
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                next[record.topicPartition] = record.offset + 1
                try await orders.commit(record)
            }
        }
    }
}
