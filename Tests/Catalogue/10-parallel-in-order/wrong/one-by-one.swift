// diagnosis: serial-after-all — one call after the other.
// breaks: 64 records: one call at a time
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await tracking.show(record.event(OrderSummary.self))
                try await orders.commit(record)
            }
        }
    }
}
