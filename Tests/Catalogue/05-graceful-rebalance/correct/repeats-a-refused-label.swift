// When a commit is refused, prints and commits once more before it polls: after a stall that is allowed.
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
                    for _ in 1...2 {
                        try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                        do { try await orders.commit(record); break } catch ConsumerError
                            .commitFailed
                        {}
                    }
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
