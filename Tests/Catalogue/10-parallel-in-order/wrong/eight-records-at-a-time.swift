// diagnosis: steps-side-by-side — eight records at a time, whichever orders they belong to.
// breaks: the call for an order's first step is slow, and the second overtakes it
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, record) in batch.enumerated() {
                    if number >= 8 { try await group.next() }
                    let step = try record.event(OrderSummary.self)
                    group.addTask { try await tracking.show(step) }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
