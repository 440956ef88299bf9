// Design: few records at once; the queue is printed to its end when its partitions are to go.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 2
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []

        func printNext() async throws {
            let record = queue.removeFirst()
            try await printer.print(record.event(OrderPlaced.self).payload.orderId)
            try await orders.commit(record)
        }

        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in while !queue.isEmpty { try await printNext() } },
            onLost: { _ in queue = [] })
        do {
            while true {
                if queue.isEmpty { orders.resume(orders.assignment) }
                queue += try await orders.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                orders.pause(orders.assignment)
                if !queue.isEmpty { try await printNext() }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
