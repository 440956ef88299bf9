// diagnosis: commit-overtakes — reserves side by side and commits each as it ends.
// breaks: the first reservation's request is lost, the second is done and committed (one partition)
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: ConsumerRecord.self) { group in
                for record in batch {
                    let orderId = try record.event(OrderPlaced.self).payload.orderId
                    group.addTask {
                        try await warehouse.reserve(orderId)
                        return record
                    }
                }
                for try await record in group {
                    try await orders.commit(record)
                }
            }
        }
    }
}
