// diagnosis: started-at-latest — starts a new group behind the orders that are there.
// breaks: no fault at all: the orders were placed before the group's first poll
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        var options = ConsumerOptions(groupID: "warehouse")
        options.autoOffsetReset = .latest
        let orders = cluster.makeConsumer(options)
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
