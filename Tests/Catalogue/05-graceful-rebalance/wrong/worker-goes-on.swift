// diagnosis: goes-on-after-revoke — hands records to a worker that never hears of a rebalance.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 1
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        let (work, feed) = AsyncStream<ConsumerRecord>.makeStream()
        let (done, report) = AsyncStream<ConsumerRecord>.makeStream()
        let worker = Task {
            for await record in work {
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                report.yield(record)
            }
        }
        let finished = Finished()
        Task { for await record in done { await finished.add(record) } }
        do {
            while true {
                for record in try await orders.poll(timeout: .milliseconds(500)) {
                    feed.yield(record)
                }
                for record in await finished.take() { try? await orders.commit(record) }
            }
        } catch is CancellationError {
            feed.finish()
            try await worker.value
            for record in await finished.take() { try? await orders.commit(record) }
            try await orders.close()
        }
    }
}

actor Finished {
    private var records: [ConsumerRecord] = []
    func add(_ record: ConsumerRecord) { records.append(record) }
    func take() -> [ConsumerRecord] {
        defer { records = [] }
        return records
    }
}
