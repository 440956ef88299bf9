// Design: two consumers of one group in a process, four orders at a time each.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask { try await Self.consume(from: cluster, for: tracking) }
            }
            try await group.next()
        }
    }

    private static func consume(from cluster: Cluster, for tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, life) in Dictionary(grouping: batch, by: \.key).values.enumerated() {
                    if number >= 4 { try await group.next() }
                    group.addTask {
                        for record in life {
                            try await tracking.show(record.event(OrderSummary.self))
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
