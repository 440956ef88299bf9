import Eventlings

/// Prints the labels of the orders that the shop takes. Alone, and with few orders, it is right. Then
/// the group grows.
struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let orders = cluster.makeConsumer(groupID: "labels")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                let order = try record.event(OrderPlaced.self).payload
                try await printer.print(order.orderId)
            }
            if !batch.isEmpty { try await orders.commit() }
        }
    }
}
