// Design: a task, a consumer and a group for each partition.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<2 {
                group.addTask {
                    let partition = TopicPartition("orders", number)
                    let orders = cluster.makeConsumer(groupID: "warehouse-\(number)")
                    try await orders.assign([partition])
                    while true {
                        for record in try await orders.poll() {
                            try await warehouse.reserve(
                                record.event(OrderPlaced.self).payload.orderId)
                            try await orders.commit(record)
                        }
                    }
                }
            }
            for try await _ in group {}
        }
    }
}
