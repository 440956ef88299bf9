// diagnosis: too-long-between-polls — five labels a poll are ten seconds, and that is one too many.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 5
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let batch = try await orders.poll()
                for record in batch {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
                if !batch.isEmpty { try await orders.commit() }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
