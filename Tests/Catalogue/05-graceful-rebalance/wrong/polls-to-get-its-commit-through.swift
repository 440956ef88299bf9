// diagnosis: handed-out-and-forgotten — a commit is refused, so it polls to join again and commits once more.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 2
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let batch = try await orders.poll()
                for record in batch {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
                while !batch.isEmpty {
                    do { try await orders.commit(); break } catch ConsumerError.commitFailed {
                        _ = try await orders.poll(timeout: .zero)
                    }
                }
            }
        } catch is CancellationError { try await orders.close() }
    }
}
