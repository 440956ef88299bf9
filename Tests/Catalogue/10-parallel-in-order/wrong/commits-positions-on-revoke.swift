// diagnosis: committed-on-revoke — commits its positions when partitions go, with lanes still at work.
// breaks: another instance joins, and this one dies
import Eventlings
import Synchronization

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        let left = Left()
        let lanes = Lanes(tracking) { _ in left.add(-1) }
        try await orders.subscribe(
            to: ["orders"], onRevoked: { _ in try await orders.commit() })
        while true {
            for record in try await orders.poll() {
                left.add(1)
                lanes.take(try record.event(OrderSummary.self))
            }
            if left.isNothing { try await orders.commit() }
        }
    }
}

final class Left: Sendable {
    private let count = Mutex(0)

    func add(_ number: Int) { count.withLock { $0 += number } }
    var isNothing: Bool { count.withLock { $0 == 0 } }
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
