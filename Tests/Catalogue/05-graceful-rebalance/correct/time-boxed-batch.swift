// Design: works on a batch for five seconds, and seeks back to what is left.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let orders = cluster.makeConsumer(groupID: "labels")
        try await orders.subscribe(to: ["orders"])
        let clock = ContinuousClock()
        do {
            while true {
                let began = clock.now
                var left: [TopicPartition: Int64] = [:]
                for record in try await orders.poll() {
                    if began.duration(to: clock.now) > .seconds(5) || Task.isCancelled {
                        left[record.topicPartition] = min(
                            record.offset, left[record.topicPartition] ?? .max)
                        continue
                    }
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
                for (partition, offset) in left { try orders.seek(to: offset, in: partition) }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
