// Design: commits in the one callback that it has; where partitions are lost, the process dies of that.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 2
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(
            to: ["orders"], onRevoked: { _ in try await orders.commit() })
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
