// Design: two members in one process, each with a loop of its own; asked to stop, both leave.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask { try await Self.work(cluster, printer) }
            }
            for try await _ in group {}
        }
    }

    private static func work(_ cluster: Cluster, _ printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
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
        } catch {
            try await orders.close()
            if !(error is CancellationError) { throw error }
        }
    }
}
