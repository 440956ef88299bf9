// diagnosis: steps-side-by-side — eight lanes, chosen by the event's id.
// breaks: the call for an order's first step is slow, and the second overtakes it in another lane
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            let lanes = Dictionary(grouping: steps) { abs($0.id.hashValue % 8) }.values
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in lanes {
                    group.addTask { for step in lane { try await tracking.show(step) } }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
