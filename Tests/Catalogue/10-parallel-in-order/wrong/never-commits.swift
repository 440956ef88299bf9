// diagnosis: never-committed — shows all in order, and never says how far it has come.
// breaks: the group's progress is not kept
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            let lanes = Dictionary(grouping: steps) { abs($0.payload.orderId.hashValue % 8) }.values
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in lanes {
                    group.addTask { for step in lane { try await tracking.show(step) } }
                }
                try await group.waitForAll()
            }
        }
    }
}
