// diagnosis: everybody-reads-everything — every instance reads all partitions.
// breaks: another instance joins, and both work on the same orders
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.assign([TopicPartition("orders", 0), TopicPartition("orders", 1)])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                let lives = Dictionary(grouping: steps, by: \.payload.orderId).values
                for (number, life) in lives.enumerated() {
                    if number >= 8 { try await group.next() }
                    group.addTask { for step in life { try await tracking.show(step) } }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
