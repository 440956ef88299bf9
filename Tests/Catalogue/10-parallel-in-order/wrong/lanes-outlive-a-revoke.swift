// diagnosis: outlives-revoke — low watermark, but the lanes go on with partitions that have gone.
// breaks: another instance joins while the lanes work
import Eventlings
import Synchronization

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        let finished = Finished()
        let lanes = Lanes(tracking) { step in finished.insert(step.id) }
        var open: [(record: ConsumerRecord, id: String)] = []
        while true {
            for record in try await orders.poll() {
                let step = try record.event(OrderSummary.self)
                open.append((record, step.id))
                lanes.take(step)
            }
            for partition in orders.assignment {
                let mine = open.filter { $0.record.topicPartition == partition }
                let done = mine.prefix { finished.contains($0.id) }
                guard let last = done.last else { continue }
                open.removeAll { entry in done.contains { $0.record == entry.record } }
                try await orders.commit(last.record)
            }
        }
    }
}

final class Finished: Sendable {
    private let ids = Mutex<Set<String>>([])

    func insert(_ id: String) { _ = ids.withLock { $0.insert(id) } }
    func contains(_ id: String) -> Bool { ids.withLock { $0.contains(id) } }
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
