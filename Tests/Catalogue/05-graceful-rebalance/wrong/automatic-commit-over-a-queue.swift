// diagnosis: automatic-commit — automatic commit, with a queue that the consumer knows nothing of.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.autoCommit = true
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in queue = [] })
        do {
            while true {
                if queue.isEmpty { orders.resume(orders.assignment) }
                queue += try await orders.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                orders.pause(orders.assignment)
                if queue.isEmpty { continue }
                let record = queue.removeFirst()
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
