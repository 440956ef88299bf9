// diagnosis: failure-committed — three tries, then it gives up the order.
// breaks: a step fails three times in a row
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
                            guard await Self.show(step, on: tracking) else { return }
                        }
                    }
                }
            }
            try await orders.commit()
        }
    }

    private static func show(_ step: OrderStep, on tracking: TrackingPage) async -> Bool {
        for _ in 1...3 {
            do {
                try await tracking.show(step)
                return true
            } catch {
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
        return false
    }
}
