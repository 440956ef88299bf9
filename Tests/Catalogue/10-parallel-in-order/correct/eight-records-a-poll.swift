// Design: at most eight records a poll, split by order: so no more than eight calls can be under way.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        var options = ConsumerOptions(groupID: "tracking")
        options.maxPollRecords = 8
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for records in Dictionary(grouping: batch, by: \.key).values {
                    group.addTask {
                        for record in records {
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
