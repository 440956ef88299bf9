// Design: each batch is dealt to eight lanes by key, and the lanes are eight child tasks.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            var lanes = [[OrderStep]](repeating: [], count: 8)
            for record in try await orders.poll() {
                let step = try record.event(OrderSummary.self)
                let sum = step.payload.orderId.utf8.reduce(0) { $0 * 31 % 65_521 + Int($1) }
                lanes[sum % 8].append(step)
            }
            let dealt = lanes
            @Sendable func work(_ lane: Int) async throws {
                for step in dealt[lane] { try await tracking.show(step) }
            }
            async let a: Void = work(0), b: Void = work(1), c: Void = work(2), d: Void = work(3)
            async let e: Void = work(4), f: Void = work(5), g: Void = work(6), h: Void = work(7)
            _ = try await (a, b, c, d, e, f, g, h)
            try await orders.commit()
        }
    }
}
