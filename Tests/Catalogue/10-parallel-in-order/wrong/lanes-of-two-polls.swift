// diagnosis: steps-side-by-side — begins the lanes of the next poll while those of the last are under
// way.
// breaks: an order's next step comes while one is being shown
import Eventlings

actor Permits {
    private var free = 8
    private var waiting: [CheckedContinuation<Void, Never>] = []
    func take() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }
    func give() { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
}

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let permits = Permits()
        let orders = cluster.makeConsumer(groupID: "tracking")
        var open: [(Task<Void, Never>, [TopicPartition: Int64])] = []
        func settle(_ most: Int) async throws {
            while open.count > most {
                let (t, next) = open.removeFirst(); await t.value; try await orders.commit(next)
            }
        }
        try await orders.subscribe(to: ["orders"], onRevoked: { _ in try await settle(0) })
        while true {
            let batch = try await orders.poll(timeout: .milliseconds(500))
            if batch.isEmpty { try await settle(max(0, open.count - 1)); continue }
            let lanes = Dictionary(
                grouping: try batch.map { try $0.event(OrderSummary.self) }, by: \.payload.orderId
            ).values
            let task = Task {
                await withTaskGroup(of: Void.self) { g in
                    for lane in lanes {
                        g.addTask {
                            for s in lane {
                                await permits.take()
                                while true { do { try await tracking.show(s); break } catch {} }
                                await permits.give()
                            }
                        }
                    }
                }
            }
            open.append(
                (
                    task,
                    Dictionary(
                        batch.map { ($0.topicPartition, $0.offset + 1) }, uniquingKeysWith: max)
                ))
            try await settle(4)
        }
    }
}
