import Eventlings

/// Puts the goods aside for every order that the shop places.
///
/// So far it makes a consumer and looks at what one poll hands out. The rest is yours.
struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        let batch = try await orders.poll()
        for record in batch {
            let order = try record.event(OrderPlaced.self).payload
            print("\(order.orderId) is at offset \(record.offset) of \(record.topicPartition)")
        }
    }
}
