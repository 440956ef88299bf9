// diagnosis: commits-stop-short — commits the offset of the last record that is done, not the next one.
// breaks: the last record of each partition is read again at each start
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, life) in Dictionary(grouping: batch, by: \.key).values.enumerated() {
                    if number >= 8 { try await group.next() }
                    group.addTask {
                        for record in life {
                            try await tracking.show(record.event(OrderSummary.self))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let ends = Dictionary(
                batch.map { ($0.topicPartition, $0.offset) }, uniquingKeysWith: { max($0, $1) })
            try await orders.commit(ends)
        }
    }
}
