// diagnosis: no-commit-on-revoke — remembers what it has printed, which no other member knows.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        var printed: Set<String> = []
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    let order = try record.event(OrderPlaced.self).payload
                    guard printed.insert(order.orderId).inserted else { continue }
                    try await printer.print(order.orderId)
                    if printed.count.isMultiple(of: 4) { try await orders.commit() }
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
