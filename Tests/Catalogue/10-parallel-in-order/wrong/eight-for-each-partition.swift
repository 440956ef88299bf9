// diagnosis: too-many-at-once — eight lanes for each partition.
// breaks: sixteen orders in two partitions: more than eight lanes are busy
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { partitions in
                for records in Dictionary(grouping: batch, by: \.topicPartition).values {
                    partitions.addTask {
                        try await withThrowingTaskGroup(of: Void.self) { group in
                            let lives = Dictionary(grouping: records, by: \.key).values
                            for (number, life) in lives.enumerated() {
                                if number >= 8 { try await group.next() }
                                group.addTask {
                                    for record in life {
                                        try await tracking.show(record.event(OrderSummary.self))
                                    }
                                }
                            }
                            try await group.waitForAll()
                        }
                    }
                }
                try await partitions.waitForAll()
            }
            try await orders.commit()
        }
    }
}
