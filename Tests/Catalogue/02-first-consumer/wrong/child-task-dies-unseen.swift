// diagnosis: partition-abandoned — a task per partition, and nobody hears of an error.
// breaks: the request of a reservation is lost: waitForAll waits for the other task
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
            try await group.waitForAll()
        }
    }
}
