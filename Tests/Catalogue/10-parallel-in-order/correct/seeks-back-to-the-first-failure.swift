// Design: a failed step stops its order; commits up to the first failure, and seeks back to it.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let failed = await withTaskGroup(of: ConsumerRecord?.self) { group in
                var failed: [ConsumerRecord] = []
                for (number, life) in Dictionary(grouping: batch, by: \.key).values.enumerated() {
                    if number >= 8, let record = await group.next() ?? nil { failed.append(record) }
                    group.addTask { await Self.show(life, on: tracking) }
                }
                for await record in group { if let record { failed.append(record) } }
                return failed
            }
            for (partition, records) in Dictionary(grouping: batch, by: \.topicPartition) {
                let open = failed.filter { $0.topicPartition == partition }.map(\.offset).min()
                let next = try await orders.position(of: partition)
                if let open { try orders.seek(to: open, in: partition) }
                if open != records[0].offset { try await orders.commit([partition: open ?? next]) }
            }
        }
    }

    /// The record at which it failed.
    private static func show(
        _ life: [ConsumerRecord], on tracking: TrackingPage
    ) async -> ConsumerRecord? {
        for record in life {
            do { try await tracking.show(record.event(OrderSummary.self)) } catch { return record }
        }
        return nil
    }
}
