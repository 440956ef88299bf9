// diagnosis: goes-on-after-loss — clears its queue when partitions are revoked, and not when lost.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let orders = cluster.makeConsumer(groupID: "labels")
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { gone in queue.removeAll { gone.contains($0.topicPartition) } },
            onLost: { _ in })
        do {
            while true {
                if queue.isEmpty { orders.resume(orders.assignment) }
                queue += try await orders.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                orders.pause(orders.assignment)
                if queue.isEmpty { continue }
                let record = queue.removeFirst()
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
