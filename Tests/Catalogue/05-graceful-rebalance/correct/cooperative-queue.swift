// Design: cooperative, with a queue per partition; what stays is printed on during a rebalance.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.assignor = .cooperativeSticky
        let orders = cluster.makeConsumer(options)
        var queues: [TopicPartition: [ConsumerRecord]] = [:]
        var next: [TopicPartition: Int64] = [:]
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { gone in
                try await orders.commit(next.filter { gone.contains($0.key) })
                for partition in gone {
                    queues[partition] = nil
                    next[partition] = nil
                }
            },
            onLost: { gone in
                for partition in gone {
                    queues[partition] = nil
                    next[partition] = nil
                }
            })
        do {
            while true {
                let isBusy = queues.values.contains { !$0.isEmpty }
                for record in try await orders.poll(timeout: isBusy ? .zero : .seconds(1)) {
                    queues[record.topicPartition, default: []].append(record)
                }
                let waiting = queues.filter { !$0.value.isEmpty }.keys
                guard let partition = waiting.min(), let record = queues[partition]?.removeFirst()
                else {
                    try await orders.commit(next)
                    next = [:]
                    continue
                }
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                next[partition] = record.offset + 1
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
