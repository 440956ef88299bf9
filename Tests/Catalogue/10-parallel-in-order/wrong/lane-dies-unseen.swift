// diagnosis: lane-died-unseen — a lane's task ends by an error, and nobody looks at it.
// breaks: a call fails: nothing is shown in that lane any more
import Eventlings
import Synchronization

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        let finished = Finished()
        let lanes = (0..<8).map { _ in
            let (records, lane) = AsyncStream<ConsumerRecord>.makeStream()
            Task {
                for await record in records {
                    try await tracking.show(record.event(OrderSummary.self))
                    finished.insert(record)
                }
            }
            return lane
        }
        while true {
            let batch = try await orders.poll()
            for record in batch { lanes[abs((record.key ?? "").hashValue % 8)].yield(record) }
            while !batch.allSatisfy({ finished.contains($0) }) {
                try await Task.sleep(for: .milliseconds(250))
            }
            if !batch.isEmpty { try await orders.commit() }
        }
    }
}

final class Finished: Sendable {
    private let records = Mutex<Set<ConsumerRecord>>([])

    func insert(_ record: ConsumerRecord) { _ = records.withLock { $0.insert(record) } }
    func contains(_ record: ConsumerRecord) -> Bool { records.withLock { $0.contains(record) } }
}
