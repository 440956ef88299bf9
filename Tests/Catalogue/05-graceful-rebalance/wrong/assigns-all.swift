// diagnosis: work-not-shared — assigns itself both partitions, and so does the other member.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.assign([TopicPartition("orders", 0), TopicPartition("orders", 1)])
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
