// diagnosis: commit-after-handover — commits every two seconds what it has done, whoever has the partitions by then.
// breaks: another instance joins
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        var done: [TopicPartition: Int64] = [:]
        var last = ContinuousClock.now
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                done[record.topicPartition] = record.offset + 1
            }
            if ContinuousClock.now - last > .seconds(2), !done.isEmpty {
                try await orders.commit(done)
                done = [:]
                last = .now
            }
        }
    }
}
