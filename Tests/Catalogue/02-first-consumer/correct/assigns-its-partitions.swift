// Design: asks for the topic's partitions and assigns itself all of them; commits for its group.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let count = try await cluster.makeAdmin().topics()["orders"] ?? 0
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.assign((0..<count).map { TopicPartition("orders", $0) })
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
