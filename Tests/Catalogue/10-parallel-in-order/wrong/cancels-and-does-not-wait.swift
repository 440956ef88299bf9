// diagnosis: outlives-revoke — cancels its tasks when partitions go, and doesn't wait for them.
// breaks: another instance joins while a batch is under way
import Eventlings
import Synchronization

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        let work = Work()
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in work.cancel() })
        while true {
            let batch = try await orders.poll(timeout: .milliseconds(500))
            if !batch.isEmpty {
                orders.pause(orders.assignment)
                work.begin(try batch.map { try $0.event(OrderSummary.self) }, tracking)
            } else if try await work.isFinished() {
                try await orders.commit()
                orders.resume(orders.assignment)
            }
        }
    }
}

final class Work {
    private var lives: [Task<Void, any Error>] = []
    private let left = Left()

    func begin(_ steps: [OrderStep], _ tracking: TrackingPage) {
        let lanes = Dictionary(grouping: steps) { abs($0.payload.orderId.hashValue % 8) }.values
        left.count = lanes.count
        lives = lanes.map { life in
            Task { [left] in
                defer { left.count -= 1 }
                for step in life {
                    try Task.checkCancellation()
                    try await tracking.show(step)
                }
            }
        }
    }

    func isFinished() async throws -> Bool {
        guard !lives.isEmpty, left.count == 0 else { return false }
        for life in lives { try await life.value }
        lives = []
        return true
    }

    func cancel() {
        for life in lives { life.cancel() }
        lives = []
    }
}

final class Left: Sendable {
    private let value = Mutex(0)

    var count: Int {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
