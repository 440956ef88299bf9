import Eventlings

/// Prints the labels of all orders. As long as nobody comes or goes, and few orders come, all is well.
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
