// diagnosis: too-few-lanes — three lanes.
// breaks: 64 records: three calls at a time are not four times as fast as one
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            let lanes = Dictionary(grouping: steps) { abs($0.payload.orderId.hashValue % 3) }.values
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
