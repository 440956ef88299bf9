// diagnosis: failed-step-overtaken — a failed step goes to the end of its lane.
// breaks: the call for an order's first step fails, and the second is shown before it
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
                        var waiting = lane
                        while !waiting.isEmpty {
                            let step = waiting.removeFirst()
                            do { try await tracking.show(step) } catch { waiting.append(step) }
                        }
                    }
                }
            }
            try await orders.commit()
        }
    }
}
