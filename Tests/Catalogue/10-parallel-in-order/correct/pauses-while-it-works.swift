// Design: a task works on the batch while the loop polls on with its partitions paused.
import Eventlings
import Synchronization

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        let work = Work()
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in try await work.finish(in: orders) })
        while true {
            let batch = try await orders.poll(timeout: .milliseconds(200))
            if !batch.isEmpty {
                orders.pause(orders.assignment)
                work.begin(try batch.map { try $0.event(OrderSummary.self) }, tracking)
            } else if work.isDone {
                try await work.finish(in: orders)
                orders.resume(orders.assignment)
            }
        }
    }
}

/// One batch at a time, told by a task of its own.
final class Work {
    private var task: Task<Void, any Error>?
    private let flag = Flag()

    var isDone: Bool { task != nil && flag.isRaised }

    func begin(_ steps: [OrderStep], _ tracking: TrackingPage) {
        flag.isRaised = false
        task = Task { [flag] in
            defer { flag.isRaised = true }
            try await withThrowingTaskGroup(of: Void.self) { group in
                var running = 0
                for life in Dictionary(grouping: steps, by: \.payload.orderId).values {
                    if running == 8 { try await group.next() } else { running += 1 }
                    group.addTask { for step in life { try await tracking.show(step) } }
                }
                try await group.waitForAll()
            }
        }
    }

    func finish(in orders: Consumer) async throws {
        guard let task else { return }
        try await task.value
        self.task = nil
        try await orders.commit()
    }
}

final class Flag: Sendable {
    private let value = Mutex(false)

    var isRaised: Bool {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
