// Design: a queue of its own; it polls, paused, between two labels, and drops what goes.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let orders = cluster.makeConsumer(groupID: "labels")
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { gone in queue.removeAll { gone.contains($0.topicPartition) } })
        do {
            while true {
                if queue.isEmpty {
                    orders.resume(orders.assignment)
                    queue += try await orders.poll()
                } else {
                    orders.pause(orders.assignment)
                    queue += try await orders.poll(timeout: .zero)
                }
                guard let record = queue.first else { continue }
                queue.removeFirst()
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
