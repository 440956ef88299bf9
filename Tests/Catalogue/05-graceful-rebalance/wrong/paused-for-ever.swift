// diagnosis: paused-for-ever — pauses all it has while it prints, and resumes one partition.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    orders.pause(orders.assignment)
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                    orders.resume([record.topicPartition])
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
