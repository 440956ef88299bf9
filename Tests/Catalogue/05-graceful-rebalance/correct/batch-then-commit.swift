// Design: four labels, one commit; it looks for the stop between two labels and leaves with what is done.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 4
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while !Task.isCancelled {
            guard let batch = try? await orders.poll() else { break }
            var done: [TopicPartition: Int64] = [:]
            for record in batch {
                if Task.isCancelled { break }
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                done[record.topicPartition] = record.offset + 1
            }
            try await orders.commit(done)
        }
        try await orders.unsubscribe()
    }
}
