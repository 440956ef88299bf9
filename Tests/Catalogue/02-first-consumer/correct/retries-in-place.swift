// Design: after a timeout it waits and asks again, for as long as it takes; so for the commit.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                while true {
                    do {
                        try await warehouse.reserve(order.orderId)
                        break
                    } catch ServiceError.timedOut {
                        try await Task.sleep(for: .milliseconds(500))
                    }
                }
                do {
                    try await orders.commit(record)
                } catch ConsumerError.timedOut {
                    try await orders.commit(record)
                }
            }
        }
    }
}
