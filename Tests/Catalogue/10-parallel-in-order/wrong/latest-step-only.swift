// diagnosis: later-step-first — shows only the last step that a batch has of each order.
// breaks: two steps of one order are in one batch
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            var latest: [String: OrderStep] = [:]
            for record in try await orders.poll() {
                let step = try record.event(OrderSummary.self)
                latest[step.payload.orderId] = step
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, step) in latest.values.enumerated() {
                    if number >= 8 { try await group.next() }
                    group.addTask { try await tracking.show(step) }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
