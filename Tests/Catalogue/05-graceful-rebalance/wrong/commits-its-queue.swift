// diagnosis: queue-committed — commits the position on revoke, with a queue of records that are not printed.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in
                try await orders.commit()
                queue = []
            },
            onLost: { _ in queue = [] })
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
