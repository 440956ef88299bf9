// diagnosis: too-long-between-polls — asked to stop, prints all of its queue without a poll.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 8
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in queue = [] })
        while !Task.isCancelled || !queue.isEmpty {
            do {
                orders.pause(queue.isEmpty ? [] : orders.assignment)
                queue += try await orders.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                if queue.count <= 1 { orders.resume(orders.assignment) }
            } catch is CancellationError {}
            if queue.isEmpty { continue }
            let record = queue.removeFirst()
            try await printer.print(record.event(OrderPlaced.self).payload.orderId)
            try await orders.commit(record)
        }
        try await orders.close()
    }
}
