// diagnosis: never-printed — pauses what comes, and resumes only what it had at first.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { came in if !queue.isEmpty { orders.pause(came) } },
            onRevoked: { gone in queue.removeAll { gone.contains($0.topicPartition) } })
        let first = orders.assignment
        do {
            while true {
                if queue.isEmpty { orders.resume(first) }
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
