// diagnosis: automatic-commit — commits automatically while the lanes work.
// breaks: crash after the automatic commit, with a step under way
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        var options = ConsumerOptions(groupID: "tracking")
        options.autoCommit = true
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        let lanes = Lanes(tracking)
        while true {
            for record in try await orders.poll() {
                lanes.take(try record.event(OrderSummary.self))
            }
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
