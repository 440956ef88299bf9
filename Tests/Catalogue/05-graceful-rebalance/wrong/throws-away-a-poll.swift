// diagnosis: passed-over — throws away what a poll hands out that was only made to stay alive.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.assignor = .cooperativeSticky
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { came in if !queue.isEmpty { orders.pause(came) } },
            onRevoked: { gone in queue.removeAll { gone.contains($0.topicPartition) } })
        do {
            while true {
                queue += try await orders.poll()
                guard let record = queue.first else { continue }
                let paused = orders.assignment
                orders.pause(paused)
                _ = try await orders.poll(timeout: .zero)
                if queue.first == record {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                    queue.removeFirst()
                }
                orders.resume(paused)
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
