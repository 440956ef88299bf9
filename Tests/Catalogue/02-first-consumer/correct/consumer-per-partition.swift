// Design: a task for each of the two partitions, with a consumer of its own, in one group.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask { try await Self.consume(from: cluster, for: warehouse) }
            }
            for try await _ in group {}
        }
    }

    private static func consume(from cluster: Cluster, for warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
