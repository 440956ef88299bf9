// Design: eight lanes by the key's hash; polls on, commits the low watermark, drains before partitions go.
import Eventlings
import Synchronization

/// What is under way, and how far all is done.
final class Progress: Sendable {
    private struct Part {
        var next: Int64
        var end: Int64
        var done: Set<Int64> = []
    }

    private let parts = Mutex<[TopicPartition: Part]>([:])

    func begin(_ record: ConsumerRecord) {
        parts.withLock { parts in
            parts[record.topicPartition, default: Part(next: record.offset, end: 0)].end =
                record.offset + 1
        }
    }

    func finish(_ record: ConsumerRecord) {
        parts.withLock { parts in
            guard var part = parts[record.topicPartition] else { return }
            part.done.insert(record.offset)
            while part.done.remove(part.next) != nil { part.next += 1 }
            parts[record.topicPartition] = part
        }
    }

    func forget() { parts.withLock { $0 = [:] } }

    var isIdle: Bool { parts.withLock { $0.values.allSatisfy { $0.next == $0.end } } }

    var watermarks: [TopicPartition: Int64] { parts.withLock { $0.mapValues(\.next) } }
}

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        let progress = Progress()
        let lanes = (0..<8).map { _ in Self.makeLane(tracking, progress) }
        defer { for lane in lanes { lane.finish() } }
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in
                while !progress.isIdle { try await Task.sleep(for: .milliseconds(100)) }
                try await orders.commit(progress.watermarks)
                progress.forget()
            })
        var committed: [TopicPartition: Int64] = [:]
        while true {
            for record in try await orders.poll() {
                progress.begin(record)
                lanes[abs((record.key ?? "").hashValue % 8)].yield(record)
            }
            let watermarks = progress.watermarks
            if watermarks != committed { try await orders.commit(watermarks) }
            committed = watermarks
        }
    }

    private static func makeLane(
        _ tracking: TrackingPage, _ progress: Progress
    ) -> AsyncStream<ConsumerRecord>.Continuation {
        let (records, lane) = AsyncStream<ConsumerRecord>.makeStream()
        Task {
            for await record in records {
                let step = try record.event(OrderSummary.self)
                while true {
                    do {
                        try await tracking.show(step)
                        break
                    } catch ServiceError.unavailable {
                        try await Task.sleep(for: .milliseconds(500))
                    }
                }
                progress.finish(record)
            }
        }
        return lane
    }
}
