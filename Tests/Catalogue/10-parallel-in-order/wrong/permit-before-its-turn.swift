// diagnosis: waits-for-ever — takes a permit and then waits for the step before: later steps hold all
// permits.
// breaks: eight later steps of an order are begun before an earlier one
import Eventlings

actor Semaphore {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    init(_ n: Int) { free = n }
    func wait() async {
        if free > 0 { free -= 1; return }
        await withCheckedContinuation { waiting.append($0) }
    }
    func signal() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let permits = Semaphore(8)
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            var last: [String: Task<Void, any Error>] = [:]
            for record in batch {
                let step = try record.event(OrderSummary.self)
                let before = last[step.payload.orderId]
                last[step.payload.orderId] = Task {
                    await permits.wait()
                    do {
                        try await before?.value
                        while true {
                            do { try await tracking.show(step); break } catch ServiceError
                                .unavailable
                            { continue }
                        }
                    } catch { await permits.signal(); throw error }
                    await permits.signal()
                }
            }
            for task in last.values { try await task.value }
            if !batch.isEmpty { try await orders.commit() }
        }
    }
}
