// diagnosis: no-poll-after-refusal — repeats a commit until it is taken, and does not poll.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    var saved = false
                    while !saved {
                        do { try await orders.commit(record); saved = true } catch {
                            await Task { try? await Task.sleep(for: .seconds(1)) }.value
                        }
                    }
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
