// diagnosis: kept-partition-dropped — cooperative, and clears the whole queue when one partition goes.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.assignor = .cooperativeSticky
        let orders = cluster.makeConsumer(options)
        var queue: [ConsumerRecord] = []
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in queue = [] })
        do {
            while true {
                queue += try await orders.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                if queue.isEmpty { continue }
                let record = queue.removeFirst()
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
