// diagnosis: label-in-hand — sleeps while a task prints, and leaves without it when the sleep ends early.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while true {
            do {
                for record in try await orders.poll(timeout: .milliseconds(500)) {
                    let orderId = try record.event(OrderPlaced.self).payload.orderId
                    let printing = Task { try await printer.print(orderId) }
                    try await Task.sleep(for: .seconds(2))
                    try await printing.value
                    try await orders.commit(record)
                }
            } catch is CancellationError {
                return try await orders.close()
            }
        }
    }
}
