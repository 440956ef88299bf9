// diagnosis: lane-per-partition — as many lanes as there are partitions.
// breaks: 64 records in two partitions: two calls at a time
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for records in Dictionary(grouping: batch, by: \.topicPartition).values {
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
