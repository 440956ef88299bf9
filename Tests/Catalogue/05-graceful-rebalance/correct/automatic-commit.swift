// Design: automatic commit, with all work of a poll done before the next, and a goodbye on stop.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.autoCommit = true
        options.maxPollRecords = 3
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
