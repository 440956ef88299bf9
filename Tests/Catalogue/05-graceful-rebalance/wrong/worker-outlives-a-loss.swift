// diagnosis: goes-on-after-loss — waits for its worker on revoke; on a loss it only forgets it.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 4
        let orders = cluster.makeConsumer(options)
        var batch: Task<Void, any Error>?
        var records: [ConsumerRecord] = []
        let count = Count()

        func commitWhatIsDone() async throws {
            for record in records.prefix(await count.value) { try await orders.commit(record) }
        }

        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in
                batch?.cancel()
                try await batch?.value
                try await commitWhatIsDone()
                (batch, records) = (nil, [])
            },
            onLost: { _ in (batch, records) = (nil, []) })
        do {
            while true {
                let new = try await orders.poll(timeout: .milliseconds(500))
                if !new.isEmpty {
                    orders.pause(orders.assignment)
                    records = new
                    await count.clear()
                    batch = Task {
                        for record in new where !Task.isCancelled {
                            let order = try record.event(OrderPlaced.self).payload
                            try await printer.print(order.orderId)
                            await count.add()
                        }
                    }
                }
                if batch != nil, await count.value == records.count {
                    try await commitWhatIsDone()
                    (batch, records) = (nil, [])
                    orders.resume(orders.assignment)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}

actor Count {
    private(set) var value = 0
    func add() { value += 1 }
    func clear() { value = 0 }
}
