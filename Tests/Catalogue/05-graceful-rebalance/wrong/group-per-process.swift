// diagnosis: work-not-shared — each process has a group of its own, and each prints all labels.
import Eventlings
import Foundation

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels-\(UUID().uuidString)")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
