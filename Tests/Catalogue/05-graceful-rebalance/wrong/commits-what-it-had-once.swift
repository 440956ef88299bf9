// diagnosis: stale-commit — commits its whole map, with partitions that others have by now.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        var next: [TopicPartition: Int64] = [:]
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in try await orders.commit(next) },
            onLost: { _ in })
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    next[record.topicPartition] = record.offset + 1
                    try await orders.commit(next)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
