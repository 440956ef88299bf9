// diagnosis: later-step-first — lanes with room for four steps, which drop the oldest when more come.
// breaks: 64 steps: some lanes get more than four
import Eventlings
import Synchronization

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        let shown = Shown()
        let lanes = (0..<8).map { _ in
            let (steps, lane) = AsyncStream<OrderStep>.makeStream(
                bufferingPolicy: .bufferingNewest(4))
            Task {
                for await step in steps {
                    while true {
                        do {
                            try await tracking.show(step)
                            break
                        } catch {
                            try await Task.sleep(for: .seconds(1))
                        }
                    }
                    shown.insert(step.id)
                }
            }
            return lane
        }
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            for step in steps { lanes[abs(step.payload.orderId.hashValue % 8)].yield(step) }
            for life in Dictionary(grouping: steps, by: \.payload.orderId).values {
                while let last = life.last, !shown.contains(last.id) {
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            if !steps.isEmpty { try await orders.commit() }
        }
    }
}

final class Shown: Sendable {
    private let ids = Mutex<Set<String>>([])

    func insert(_ id: String) { _ = ids.withLock { $0.insert(id) } }
    func contains(_ id: String) -> Bool { ids.withLock { $0.contains(id) } }
}
