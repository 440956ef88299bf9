// Design: a task group per batch, split by order, eight orders at a time; then one commit.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            if steps.isEmpty { continue }
            let lives = Dictionary(grouping: steps, by: \.payload.orderId).values
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, life) in lives.enumerated() {
                    if number >= 8 { try await group.next() }
                    group.addTask {
                        for step in life { try await tracking.show(step) }
                    }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
