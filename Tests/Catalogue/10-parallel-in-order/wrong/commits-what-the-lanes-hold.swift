// diagnosis: work-not-awaited — commits what it has handed to the lanes.
// breaks: crash while the lanes work
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        let lanes = Lanes(tracking)
        while true {
            let batch = try await orders.poll()
            for record in batch { lanes.take(try record.event(OrderSummary.self)) }
            if !batch.isEmpty { try await orders.commit() }
        }
    }
}

/// Eight queues, each with a task of its own.
struct Lanes {
    private let feeds: [AsyncStream<OrderStep>.Continuation]

    init(_ tracking: TrackingPage, done: @escaping @Sendable (OrderStep) -> Void = { _ in }) {
        feeds = (0..<8).map { _ in
            let (steps, feed) = AsyncStream<OrderStep>.makeStream()
            Task {
                for await step in steps {
                    while true {
                        do { try await tracking.show(step); break } catch {
                            try await Task.sleep(for: .milliseconds(200))
                        }
                    }
                    done(step)
                }
            }
            return feed
        }
    }

    func take(_ step: OrderStep) {
        feeds[abs(step.payload.orderId.hashValue % 8)].yield(step)
    }
}
