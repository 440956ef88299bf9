// diagnosis: stale-position — when a partition comes back, it goes on where it was itself, whatever others have done since.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        var next: [TopicPartition: Int64] = [:]
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { came in
                for partition in came {
                    if let offset = next[partition] { try orders.seek(to: offset, in: partition) }
                }
            })
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    next[record.topicPartition] = record.offset + 1
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
