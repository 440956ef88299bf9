import Eventlings

/// Shows each order's steps on the tracking page, one call after the other. It loses nothing and keeps
/// the order of everything. That is more order than anybody needs, and it is slow.
struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let step = try record.event(OrderSummary.self)
                try await tracking.show(step)
                try await orders.commit(record)
            }
        }
    }
}
