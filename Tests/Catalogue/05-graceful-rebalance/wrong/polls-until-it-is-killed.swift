// diagnosis: ignores-the-stop — whatever poll throws, it polls again.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = (try? await orders.poll()) ?? []
            for record in batch {
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
