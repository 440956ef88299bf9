// diagnosis: too-many-at-once — a task per order, with no limit.
// breaks: sixteen orders: sixteen calls
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for life in Dictionary(grouping: steps, by: \.payload.orderId).values {
                    group.addTask { for step in life { try await tracking.show(step) } }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
