// diagnosis: one-watermark — one low watermark for both partitions.
// breaks: a step of partition 0 is slow, those of partition 1 are done, and the process dies
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            var open = batch
            try await withThrowingTaskGroup(of: ConsumerRecord.self) { group in
                var busy: Set<String> = []
                var waiting = batch
                while !open.isEmpty {
                    while busy.count < 8,
                        let index = waiting.firstIndex(where: { !busy.contains($0.key ?? "") })
                    {
                        let record = waiting.remove(at: index)
                        busy.insert(record.key ?? "")
                        let step = try record.event(OrderSummary.self)
                        group.addTask {
                            try await tracking.show(step); return record
                        }
                    }
                    guard let done = try await group.next() else { break }
                    busy.remove(done.key ?? "")
                    open.removeAll { $0 == done }
                    let next = open.first { $0.topicPartition == done.topicPartition }?.offset
                    let partitions = Set(batch.map(\.topicPartition))
                    try await orders.commit(
                        Dictionary(
                            uniqueKeysWithValues: partitions.map { ($0, next ?? done.offset + 1) }))
                }
            }
            try await orders.commit()
        }
    }
}
