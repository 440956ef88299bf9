// diagnosis: task-per-record — a child task for each record of the batch.
// breaks: sixteen orders: the calls of one order's steps are all under way at once
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for record in batch {
                    let step = try record.event(OrderSummary.self)
                    group.addTask { try await tracking.show(step) }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
