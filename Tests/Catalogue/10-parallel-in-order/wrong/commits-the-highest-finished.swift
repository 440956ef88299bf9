// diagnosis: commit-overtakes — commits each record as it is done, whatever comes before it.
// breaks: the first record's call is slow, a later one is done and committed, and the process dies
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: ConsumerRecord?.self) { group in
                for (number, life) in Dictionary(grouping: batch, by: \.key).values.enumerated() {
                    if number >= 8, let done = try await group.next() ?? nil {
                        try await orders.commit(done)
                    }
                    group.addTask {
                        for record in life {
                            try await tracking.show(record.event(OrderSummary.self))
                        }
                        return life.last
                    }
                }
                for try await done in group {
                    if let done { try await orders.commit(done) }
                }
            }
        }
    }
}
