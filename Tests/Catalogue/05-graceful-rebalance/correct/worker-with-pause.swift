// Design: a task prints beside the polling; meanwhile its partitions are paused.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let orders = cluster.makeConsumer(groupID: "labels")
        let progress = Progress()
        var batch: Task<Void, any Error>?

        /// The label in hand is finished, and no other is begun.
        func stopPrinting() async throws {
            batch?.cancel()
            try await batch?.value
            batch = nil
        }

        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in
                try await stopPrinting()
                try await orders.commit(await progress.take())
            },
            onLost: { _ in
                try await stopPrinting()
                _ = await progress.take()
            })
        do {
            while true {
                let records = try await orders.poll(timeout: .milliseconds(500))
                if !records.isEmpty {
                    orders.pause(orders.assignment)
                    await progress.begin()
                    batch = Task {
                        for record in records where !Task.isCancelled {
                            let order = try record.event(OrderPlaced.self).payload
                            try await printer.print(order.orderId)
                            await progress.note(record)
                        }
                        await progress.end()
                    }
                }
                try await orders.commit(await progress.take())
                if batch != nil, await !progress.isUnderWay {
                    try await batch?.value
                    batch = nil
                    orders.resume(orders.assignment)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}

actor Progress {
    private var next: [TopicPartition: Int64] = [:]
    private(set) var isUnderWay = false

    func begin() { isUnderWay = true }
    func end() { isUnderWay = false }
    func note(_ record: ConsumerRecord) { next[record.topicPartition] = record.offset + 1 }

    func take() -> [TopicPartition: Int64] {
        defer { next = [:] }
        return next
    }
}
