// diagnosis: serial-after-all — a task for each order, and each is awaited before the next begins.
// breaks: 64 records: one call at a time
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            for life in Dictionary(grouping: steps, by: \.payload.orderId).values {
                async let done: Void = Self.show(life, on: tracking)
                try await done
            }
            try await orders.commit()
        }
    }

    private static func show(_ life: [OrderStep], on tracking: TrackingPage) async throws {
        for step in life { try await tracking.show(step) }
    }
}
