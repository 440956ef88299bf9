// diagnosis: failure-committed — a failed step is logged and left.
// breaks: a call fails
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            let lanes = Dictionary(grouping: steps) { abs($0.payload.orderId.hashValue % 8) }.values
            await withTaskGroup(of: Void.self) { group in
                for lane in lanes {
                    group.addTask {
                        for step in lane {
                            do { try await tracking.show(step) } catch {
                                print("\(step.id): \(error)")
                            }
                        }
                    }
                }
            }
            try await orders.commit()
        }
    }
}
