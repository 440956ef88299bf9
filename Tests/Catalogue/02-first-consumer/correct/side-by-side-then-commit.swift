// Design: reserves a batch side by side in a task group, waits for all of it, then commits.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for record in batch {
                    let orderId = try record.event(OrderPlaced.self).payload.orderId
                    group.addTask { try await warehouse.reserve(orderId) }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
