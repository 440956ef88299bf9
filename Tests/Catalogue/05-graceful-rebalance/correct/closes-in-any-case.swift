// Design: whatever ends the loop, it closes on the way out, and lets the error go on.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        options.heartbeatInterval = .milliseconds(500)
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let batch = try await orders.poll()
                for record in batch {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                }
                if !batch.isEmpty { try await orders.commit() }
            }
        } catch {
            try? await orders.close()
            throw error
        }
    }
}
