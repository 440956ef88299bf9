// diagnosis: commit-overtakes — commits the last step of an order as soon as all of that order are shown.
// breaks: a step of another order lies before it and is slow, and the process dies
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        let gate = Gate()
        try await orders.subscribe(to: ["orders"])
        while true {
            let byOrder = Dictionary(grouping: try await orders.poll(), by: \.key)
            let tasks = byOrder.values.map { records in
                Task<ConsumerRecord, any Error> {
                    for record in records {
                        let step = try record.event(OrderSummary.self)
                        try await gate.pass { try await Self.show(step, on: tracking) }
                    }
                    return records[records.count - 1]
                }
            }
            // Progress is kept as early as possible, and never goes back.
            var next: [TopicPartition: Int64] = [:]
            for task in tasks {
                let done = try await task.value
                if done.offset >= next[done.topicPartition, default: 0] {
                    next[done.topicPartition] = done.offset + 1
                    try await orders.commit(done)
                }
            }
        }
    }

    static func show(_ step: OrderStep, on tracking: TrackingPage) async throws {
        while true {
            do {
                return try await tracking.show(step)
            } catch ServiceError.unavailable {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }
}

/// Lets 8 calls through at once.
private actor Gate {
    private var free = 8
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func pass(_ call: @Sendable () async throws -> Void) async throws {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
        try await call()
    }
}
