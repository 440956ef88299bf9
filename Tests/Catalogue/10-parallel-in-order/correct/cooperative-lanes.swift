// Design: a lane per order; cooperative rebalancing, so that it waits only for what goes.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        var options = ConsumerOptions(groupID: "tracking")
        options.assignor = .cooperativeSticky
        let orders = cluster.makeConsumer(options)
        let desk = Desk(tracking)
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { partitions in
                for partition in partitions {
                    if let next = try await desk.finish(partition) {
                        try await orders.commit([partition: next])
                    }
                }
            })
        while true {
            for record in try await orders.poll() { try await desk.take(record) }
            for partition in orders.assignment {
                if let next = await desk.watermark(of: partition) {
                    try await orders.commit([partition: next])
                }
            }
        }
    }
}

actor Desk {
    private let tracking: TrackingPage
    private var tails: [String: Task<Void, any Error>] = [:]
    private var open: [TopicPartition: [Int64]] = [:]
    private var ends: [TopicPartition: Int64] = [:]
    private var told: [TopicPartition: Int64] = [:]
    private var free = 8
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ tracking: TrackingPage) {
        self.tracking = tracking
    }

    func take(_ record: ConsumerRecord) throws {
        let step = try record.event(OrderSummary.self)
        let before = tails[step.payload.orderId]
        open[record.topicPartition, default: []].append(record.offset)
        ends[record.topicPartition] = record.offset + 1
        tails[step.payload.orderId] = Task {
            try await before?.value
            try await self.show(step, record)
        }
    }

    private func show(_ step: OrderStep, _ record: ConsumerRecord) async throws {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        while true {
            do {
                try await tracking.show(step)
                break
            } catch ServiceError.unavailable {
                try await Task.sleep(for: .seconds(1))
            }
        }
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        open[record.topicPartition]?.removeAll { $0 == record.offset }
    }

    /// Nil if there is nothing new to say.
    func watermark(of partition: TopicPartition) -> Int64? {
        guard let next = open[partition]?.first ?? ends[partition], told[partition] != next else {
            return nil
        }
        told[partition] = next
        return next
    }

    func finish(_ partition: TopicPartition) async throws -> Int64? {
        while open[partition]?.isEmpty == false {
            try await Task.sleep(for: .milliseconds(50))
        }
        return watermark(of: partition)
    }
}
