// diagnosis: waits-for-ever — a call that fails doesn't give its permit back, and its retry takes
// another.
// breaks: eight calls fail, each of them once
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
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let lanes = Dictionary(
                grouping: try batch.map { try $0.event(OrderSummary.self) }, by: \.payload.orderId
            ).values
            await withTaskGroup(of: Void.self) { g in
                for lane in lanes {
                    g.addTask {
                        for s in lane {
                            while true {
                                await permits.take()
                                do { try await tracking.show(s) } catch { continue }
                                await permits.give()
                                break
                            }
                        }
                    }
                }
            }
            if !batch.isEmpty { try await orders.commit() }
        }
    }
}
