// diagnosis: no-commit-on-revoke — commits every five seconds, like the automatic commit, and forgets the rest of it.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        let clock = ContinuousClock()
        var last = clock.now
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
                if last.duration(to: clock.now) >= .seconds(5) {
                    try await orders.commit()
                    last = clock.now
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
