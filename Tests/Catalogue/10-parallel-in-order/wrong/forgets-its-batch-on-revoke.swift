// diagnosis: outlives-revoke — the batch runs beside the loop, and onRevoked forgets it without
// waiting for it.
// breaks: another instance joins while a batch is under way
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        var running: (work: Task<Void, any Error>, ends: [TopicPartition: Int64])?
        func finish() async throws {
            guard let now = running else { return }
            running = nil
            try await now.work.value
            try await orders.commit(now.ends)
        }
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in running = nil })
        while true {
            let batch = try await orders.poll(timeout: .milliseconds(300))
            if batch.isEmpty { try await finish(); orders.resume(orders.assignment); continue }
            try await finish()
            let steps = try batch.map { try $0.event(OrderSummary.self) }
            let work = Task {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (n, lane) in Dictionary(grouping: steps, by: \.payload.orderId).values
                        .enumerated()
                    {
                        if n >= 8 { try await group.next() }
                        group.addTask { for step in lane { try await Self.show(step, tracking) } }
                    }
                    try await group.waitForAll()
                }
            }
            running = (
                work,
                Dictionary(batch.map { ($0.topicPartition, $0.offset + 1) }, uniquingKeysWith: max)
            )
            orders.pause(orders.assignment)
        }
    }
    static func show(_ step: OrderStep, _ page: TrackingPage) async throws {
        var tries = 0
        while true {
            do { return try await page.show(step) } catch let e as ServiceError
                where e.isRetriable && tries < 10
            { tries += 1; try await Task.sleep(for: .milliseconds(50 << tries)) }
        }
    }
}
