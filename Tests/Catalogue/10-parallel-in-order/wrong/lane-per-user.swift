// diagnosis: lanes-uneven — a lane for each user.
// breaks: 64 records: one user has half of the orders
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            let lanes = Dictionary(grouping: steps) { Int($0.payload.userId.dropFirst(5)) ?? 0 }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, lane) in lanes.values.enumerated() {
                    if number >= 8 { try await group.next() }
                    group.addTask { for step in lane { try await tracking.show(step) } }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
