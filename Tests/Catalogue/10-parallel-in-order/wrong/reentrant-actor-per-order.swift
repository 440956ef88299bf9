// diagnosis: steps-side-by-side — an actor per order, which takes the next step while it waits for the page.
// breaks: the call for an order's first step is slow: actors are reentrant
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                var lanes: [String: OrderLane] = [:]
                for (number, record) in batch.enumerated() {
                    if number >= 8 { try await group.next() }
                    let step = try record.event(OrderSummary.self)
                    let lane = lanes[step.payload.orderId] ?? OrderLane(tracking)
                    lanes[step.payload.orderId] = lane
                    group.addTask { try await lane.show(step) }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}

actor OrderLane {
    private let tracking: TrackingPage

    init(_ tracking: TrackingPage) {
        self.tracking = tracking
    }

    func show(_ step: OrderStep) async throws { try await tracking.show(step) }
}
