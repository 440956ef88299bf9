// Design: a lane for each partition, which prints beside the others; who gives one back waits for it.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let orders = cluster.makeConsumer(groupID: "labels")
        var lanes: [TopicPartition: Lane] = [:]
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { came in
                for partition in came { lanes[partition] = Lane(printer) }
            },
            onRevoked: { gone in
                for partition in gone { await lanes[partition]?.stop() }
                for partition in gone {
                    guard let lane = lanes.removeValue(forKey: partition) else { continue }
                    await lane.finish()
                    if let next = await lane.next { try await orders.commit([partition: next]) }
                }
            },
            onLost: { gone in
                for partition in gone {
                    await lanes.removeValue(forKey: partition)?.stop()
                }
            })
        do {
            while true {
                for record in try await orders.poll(timeout: .milliseconds(300)) {
                    await lanes[record.topicPartition]?.add(record)
                }
                for (partition, lane) in lanes {
                    if let next = await lane.news { try await orders.commit([partition: next]) }
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}

actor Lane {
    private let printer: LabelPrinter
    private var records: [ConsumerRecord] = []
    private var task: Task<Void, Never>?
    private var isStopped = false
    private(set) var next: Int64?
    private var told: Int64?

    init(_ printer: LabelPrinter) { self.printer = printer }

    /// Where it has come since it was last asked.
    var news: Int64? {
        defer { told = next }
        return next == told ? nil : next
    }

    func add(_ record: ConsumerRecord) {
        records.append(record)
        if task == nil { task = Task { await work() } }
    }

    func stop() {
        isStopped = true
    }

    func finish() async {
        await task?.value
    }

    private func work() async {
        while !isStopped, let record = records.first {
            do {
                try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                records.removeFirst()
                next = record.offset + 1
            } catch {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        task = nil
    }
}
