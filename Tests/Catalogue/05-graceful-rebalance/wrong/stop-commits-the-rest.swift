// diagnosis: stop-commits-the-rest — leaves its batch half way, and commits the position.
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
                for record in batch where !Task.isCancelled {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
                if !batch.isEmpty { try await orders.commit() }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
