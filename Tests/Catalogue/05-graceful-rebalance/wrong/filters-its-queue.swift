// diagnosis: kept-and-read-again — keeps what waits of the partitions that it has after a rebalance.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 10
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                if queue.isEmpty {
                    orders.resume(orders.assignment)
                } else {
                    orders.pause(orders.assignment)
                }
                queue += try await orders.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                queue.removeAll { !orders.assignment.contains($0.topicPartition) }
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
