// Design: a task per record that waits for the one before it of the same order; a gate lets eight through.
import Eventlings

actor Gate {
    private var free = 8
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        let gate = Gate()
        while true {
            let batch = try await orders.poll()
            var tails: [String: Task<Void, any Error>] = [:]
            for record in batch {
                let step = try record.event(OrderSummary.self)
                let before = tails[step.payload.orderId]
                tails[step.payload.orderId] = Task {
                    try await before?.value
                    await gate.enter()
                    do {
                        try await tracking.show(step)
                    } catch {
                        await gate.leave()
                        throw error
                    }
                    await gate.leave()
                }
            }
            for tail in tails.values { try await tail.value }
            if !batch.isEmpty { try await orders.commit() }
        }
    }
}
