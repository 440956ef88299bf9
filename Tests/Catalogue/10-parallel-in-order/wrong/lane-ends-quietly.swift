// diagnosis: failure-committed — an error ends the lane quietly, and the batch is committed all the same.
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
                        do { for step in lane { try await tracking.show(step) } } catch {
                            print("\(error)")
                        }
                    }
                }
            }
            try await orders.commit()
        }
    }
}
