// diagnosis: no-commit-on-revoke — commits when a poll finds nothing, and a rebalance comes before that.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 2
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let records = try await orders.poll()
                for record in records {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
                if records.isEmpty { try await orders.commit() }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
