// diagnosis: label-in-hand — cancels its printing task and leaves without waiting for it.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        let orders = cluster.makeConsumer(options)
        var printing: Task<Void, any Error>?
        var last: ConsumerRecord?
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in
                try await printing?.value
                if let last { try await orders.commit(last) }
                (printing, last) = (nil, nil)
            },
            onLost: { _ in (printing, last) = (nil, nil) })
        while true {
            do {
                for record in try await orders.poll(timeout: .milliseconds(500)) {
                    while let task = printing {
                        orders.pause(orders.assignment)
                        _ = try await orders.poll(timeout: .milliseconds(100))
                        guard printing != nil else { break }
                        try await task.value
                        if let last { try await orders.commit(last) }
                        (printing, last) = (nil, nil)
                    }
                    orders.resume(orders.assignment)
                    guard orders.assignment.contains(record.topicPartition) else { continue }
                    last = record
                    printing = Task {
                        try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    }
                }
            } catch is CancellationError {
                printing?.cancel()
                (printing, last) = (nil, nil)
                return try await orders.close()
            }
        }
    }
}
