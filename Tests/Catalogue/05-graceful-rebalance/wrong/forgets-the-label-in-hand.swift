// diagnosis: label-in-hand — prints beside its polls, and on revoke forgets what is being printed.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        var work: (record: ConsumerRecord, task: Task<Void, any Error>)?
        func finish() async throws {
            guard let now = work else { return }
            work = nil
            try await now.task.value
            try await orders.commit(now.record)
        }
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in work = nil })
        do {
            while true {
                if work != nil {
                    orders.pause(orders.assignment)
                } else {
                    orders.resume(orders.assignment)
                }
                let batch = try await orders.poll(timeout: .milliseconds(500))
                try await finish()
                if let record = batch.first {
                    let id = try record.event(OrderPlaced.self).payload.orderId
                    work = (record, Task { try await printer.print(id) })
                }
            }
        } catch is CancellationError {
            try await finish()
            try await orders.close()
        }
    }
}
