// diagnosis: work-not-awaited — gives records to a worker, and commits each without waiting.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let (jobs, feed) = AsyncStream.makeStream(of: ConsumerRecord.self)
        Task {
            for await record in jobs {
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
            }
        }
        let orders = cluster.makeConsumer(groupID: "labels")
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    feed.yield(record)
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            feed.finish()
            try await orders.close()
        }
    }
}
