import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")

        // Three labels take 6 s at most, and the next poll must come within 10 s.
        options.maxPollRecords = 3
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    let order = try record.event(OrderPlaced.self).payload
                    try await printer.print(order.orderId)

                    // Partitions come and go inside `poll` only. By then each printed label is
                    // committed and nothing is held back, so there is nothing to do in a callback.
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            // The last label is printed and committed. The group need not wait for a session timeout
            // to learn that this member is gone.
            try await orders.close()
        }
    }
}
