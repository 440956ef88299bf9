// diagnosis: no-commit-on-revoke — commits every fifth label, and nothing when partitions go.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        var printed = 0
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    printed += 1
                    if printed.isMultiple(of: 5) { try await orders.commit() }
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
