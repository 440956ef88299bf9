// diagnosis: other-partition-left-out — commits the last record of a batch of two partitions.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 4
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let batch = try await orders.poll()
                for record in batch {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
                if let last = batch.last { try await orders.commit(last) }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
