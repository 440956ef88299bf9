// diagnosis: work-not-awaited — a background task prints while the loop commits.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    let order = try record.event(OrderPlaced.self).payload
                    Task { try await printer.print(order.orderId) }
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
