// Design: keeps the next offset of each partition itself, and commits them when asked to give back.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 4
        let orders = cluster.makeConsumer(options)
        let done = Done()
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { _ in done.next = [:] },
            onRevoked: { gone in
                try await orders.commit(done.next.filter { gone.contains($0.key) })
            },
            onLost: { _ in })
        do {
            while true {
                for record in try await orders.poll() {
                    try Task.checkCancellation()
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    done.next[record.topicPartition] = record.offset + 1
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }

    final class Done {
        var next: [TopicPartition: Int64] = [:]
    }
}
