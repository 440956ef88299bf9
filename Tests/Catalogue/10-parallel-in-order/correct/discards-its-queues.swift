// Design: when partitions go, it forgets what waits and lets what is under way end.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        let desk = Desk(tracking)
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in await desk.stop() })
        while true {
            for record in try await orders.poll(timeout: .zero) { await desk.take(record) }
            for (partition, next) in await desk.news() {
                try await orders.commit([partition: next])
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

actor Desk {
    private let tracking: TrackingPage
    private var queues: [String: [ConsumerRecord]] = [:]
    private var busy: Set<String> = []
    private var open: [TopicPartition: [Int64]] = [:]
    private var ends: [TopicPartition: Int64] = [:]
    private var told: [TopicPartition: Int64] = [:]

    init(_ tracking: TrackingPage) {
        self.tracking = tracking
    }

    func take(_ record: ConsumerRecord) {
        queues[record.key ?? "", default: []].append(record)
        open[record.topicPartition, default: []].append(record.offset)
        ends[record.topicPartition] = record.offset + 1
        beginWhatMay()
    }

    private func beginWhatMay() {
        let idle = queues.keys.filter { !busy.contains($0) }.sorted()
        for key in idle.prefix(8 - busy.count) {
            guard let record = queues[key]?.first else { continue }
            queues[key]?.removeFirst()
            if queues[key] == [] { queues[key] = nil }
            busy.insert(key)
            Task { await self.show(record, key) }
        }
    }

    private func show(_ record: ConsumerRecord, _ key: String) async {
        while true {
            do {
                try await tracking.show(record.event(OrderSummary.self))
                break
            } catch {
                try? await Task.sleep(for: .milliseconds(300))
            }
        }
        busy.remove(key)
        open[record.topicPartition]?.removeAll { $0 == record.offset }
        beginWhatMay()
    }

    /// The low watermarks that have moved.
    func news() -> [TopicPartition: Int64] {
        let watermarks = Dictionary(
            uniqueKeysWithValues: ends.map { ($0.key, open[$0.key]?.first ?? $0.value) })
        let news = watermarks.filter { told[$0.key] != $0.value }
        told = watermarks
        return news
    }

    func stop() async {
        queues = [:]
        while !busy.isEmpty { try? await Task.sleep(for: .milliseconds(50)) }
        open = [:]
        ends = [:]
        told = [:]
    }
}
