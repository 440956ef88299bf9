// diagnosis: goes-on-after-revoke — keeps the queue when its partitions are taken away.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                if queue.isEmpty { orders.resume(orders.assignment) }
                queue += try await orders.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                orders.pause(orders.assignment)
                if queue.isEmpty { continue }
                let record = queue.removeFirst()
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                try? await orders.commit(record)
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
