// Design: a refused commit means that the partitions are gone; it drops what it holds and polls on.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 3
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while true {
            do {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
            } catch ConsumerError.commitFailed {
                continue
            } catch is CancellationError {
                return try await orders.close()
            }
        }
    }
}
