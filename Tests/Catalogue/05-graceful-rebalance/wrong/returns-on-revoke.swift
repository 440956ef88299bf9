// diagnosis: no-loop — takes a revoke for the end.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        var isOver = false
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in isOver = true })
        while !isOver {
            for record in try await orders.poll() {
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
        try await orders.close()
    }
}
