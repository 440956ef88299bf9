// diagnosis: label-in-hand — drops its queue on revoke, but not the label that is being printed.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        let orders = cluster.makeConsumer(options)
        let desk = Desk(printer)
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in
                await desk.clear()
                try await orders.commit(await desk.take())
            },
            onLost: { _ in
                await desk.clear()
                _ = await desk.take()
            })
        do {
            while true {
                for record in try await orders.poll(timeout: .milliseconds(300)) {
                    await desk.add(record)
                }
                try await orders.commit(await desk.take())
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}

actor Desk {
    private let printer: LabelPrinter
    private var queue: [ConsumerRecord] = []
    private var done: [TopicPartition: Int64] = [:]
    private var isAtWork = false

    init(_ printer: LabelPrinter) { self.printer = printer }

    func add(_ record: ConsumerRecord) {
        queue.append(record)
        if !isAtWork { Task { await work() } }
        isAtWork = true
    }

    func clear() { queue = [] }

    func take() -> [TopicPartition: Int64] {
        defer { done = [:] }
        return done
    }

    private func work() async {
        while !queue.isEmpty {
            let record = queue.removeFirst()
            guard let order = try? record.event(OrderPlaced.self).payload else { continue }
            try? await printer.print(order.orderId)
            done[record.topicPartition] = record.offset + 1
        }
        isAtWork = false
    }
}
