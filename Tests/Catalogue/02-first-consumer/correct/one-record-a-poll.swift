// Design: one record a poll, so that the position is never further than the work.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        var options = ConsumerOptions(groupID: "warehouse")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while true {
            guard let record = try await orders.poll().first else { continue }
            try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
            try await orders.commit()
        }
    }
}
