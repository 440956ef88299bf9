// diagnosis: taken-for-done — seeks back after a failure, and skips what it has begun before.
// breaks: a call fails, and its step comes again
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        var begun: Set<String> = []
        while true {
            let batch = try await orders.poll()
            let steps = try batch.map { try $0.event(OrderSummary.self) }
                .filter { begun.insert($0.id).inserted }
            let lanes = Dictionary(grouping: steps) { abs($0.payload.orderId.hashValue % 8) }
            do {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for lane in lanes.values {
                        group.addTask { for step in lane { try await tracking.show(step) } }
                    }
                    try await group.waitForAll()
                }
                try await orders.commit()
            } catch ServiceError.unavailable {
                for (partition, records) in Dictionary(grouping: batch, by: \.topicPartition) {
                    try orders.seek(to: records[0].offset, in: partition)
                }
            }
        }
    }
}
