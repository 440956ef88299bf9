// Design: a consumer for each round, closed at its end. Many rebalances, and none hurts.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        while !Task.isCancelled {
            var options = ConsumerOptions(groupID: "labels")
            options.maxPollRecords = 3
            let orders = cluster.makeConsumer(options)
            try await orders.subscribe(to: ["orders"])
            do {
                for record in try await orders.poll(timeout: .seconds(5)) {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
            } catch is CancellationError {}
            try await orders.close()
        }
    }
}
