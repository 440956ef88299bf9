// diagnosis: rest-of-batch-dropped — prints the records of one of its partitions only.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        var mine: Int?
        try await orders.subscribe(to: ["orders"], onAssigned: { mine = $0.first?.partition })
        do {
            while true {
                for record in try await orders.poll() where record.partition == mine {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
