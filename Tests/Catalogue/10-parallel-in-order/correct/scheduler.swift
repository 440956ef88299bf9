// Design: one task group for the whole life; a new step starts whenever one is done; low watermark.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        try await withThrowingTaskGroup(of: ConsumerRecord.self) { group in
            while true {
                var waiting = try await orders.poll()
                var open = Dictionary(grouping: waiting, by: \.topicPartition).mapValues {
                    $0.map(\.offset)
                }
                var busy: Set<String> = []
                while !waiting.isEmpty || !busy.isEmpty {
                    while busy.count < 8,
                        let index = waiting.firstIndex(where: { !busy.contains($0.key ?? "") })
                    {
                        let record = waiting.remove(at: index)
                        busy.insert(record.key ?? "")
                        let step = try record.event(OrderSummary.self)
                        group.addTask {
                            try await tracking.show(step)
                            return record
                        }
                    }
                    guard let done = try await group.next() else { break }
                    busy.remove(done.key ?? "")
                    let partition = done.topicPartition
                    let first = open[partition]?.first
                    open[partition]?.removeAll { $0 == done.offset }
                    if first == done.offset {
                        let end = try await orders.position(of: partition)
                        let next = open[partition]?.first ?? end
                        try await orders.commit([partition: next])
                    }
                }
            }
        }
    }
}
