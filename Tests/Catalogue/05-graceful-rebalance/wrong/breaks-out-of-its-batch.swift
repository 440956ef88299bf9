// diagnosis: rest-of-batch-dropped — leaves the batch after some labels, and polls on.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        let orders = cluster.makeConsumer(options)
        options.maxPollRecords = 1
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                var last: ConsumerRecord?
                for record in try await orders.poll() {
                    if Task.isCancelled { throw CancellationError() }
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    last = record
                    if last!.offset % 3 == 2 { break }
                }
                if let last { try await orders.commit(last) }
            }
        } catch is CancellationError { try await orders.close() }
    }
}
