// Design: an actor per lane keeps its own queue and works on one step after the other.
import Eventlings

actor Lane {
    private let tracking: TrackingPage
    private var last: Task<Void, any Error>?

    init(_ tracking: TrackingPage) {
        self.tracking = tracking
    }

    func show(_ steps: [OrderStep]) {
        let (tracking, before) = (tracking, last)
        last = Task {
            try await before?.value
            for step in steps { try await tracking.show(step) }
        }
    }

    func finish() async throws { try await last?.value }
}

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        let lanes = (0..<8).map { _ in Lane(tracking) }
        while true {
            let batch = try await orders.poll()
            for record in batch {
                let step = try record.event(OrderSummary.self)
                let hash = step.payload.orderId.utf8.reduce(5_381) { ($0 &* 33) ^ UInt64($1) }
                await lanes[Int(hash % 8)].show([step])
            }
            for lane in lanes { try await lane.finish() }
            if !batch.isEmpty { try await orders.commit() }
        }
    }
}
