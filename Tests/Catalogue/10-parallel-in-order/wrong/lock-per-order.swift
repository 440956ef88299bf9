// diagnosis: lock-is-no-queue — a task per record, and a lock per order.
// breaks: the second step's task runs first, and gets the lock
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        let locks = Locks()
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, record) in batch.enumerated() {
                    if number >= 8 { try await group.next() }
                    let step = try record.event(OrderSummary.self)
                    group.addTask {
                        await locks.lock(step.payload.orderId)
                        try await Self.insist(step, on: tracking)
                        await locks.unlock(step.payload.orderId)
                    }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }

    private static func insist(_ step: OrderStep, on tracking: TrackingPage) async throws {
        while true {
            do { return try await tracking.show(step) } catch ServiceError.unavailable {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}

actor Locks {
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    func lock(_ key: String) async {
        guard waiting[key] != nil else {
            waiting[key] = []
            return
        }
        await withCheckedContinuation { waiting[key]?.append($0) }
    }

    func unlock(_ key: String) {
        guard let next = waiting[key]?.first else {
            waiting[key] = nil
            return
        }
        waiting[key]?.removeFirst()
        next.resume()
    }
}
