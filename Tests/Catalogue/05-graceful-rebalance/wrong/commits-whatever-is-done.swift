// diagnosis: commit-overtakes — prints side by side, and commits each label as soon as it is done.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 4
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let batch = try await orders.poll()
                try await withThrowingTaskGroup(of: ConsumerRecord.self) { group in
                    for record in batch {
                        group.addTask {
                            try await printer.print(record.event(OrderPlaced.self).payload.orderId);
                            return record
                        }
                    }
                    while let done = try await group.next() { try await orders.commit(done) }
                }
            }
        } catch is CancellationError { try await orders.close() }
    }
}
