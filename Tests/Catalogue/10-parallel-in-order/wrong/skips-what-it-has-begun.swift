// wrong: skips what it has begun before
import Eventlings
import Synchronization

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        var begun: Set<String> = []
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let steps = try batch.map { try $0.event(OrderSummary.self) }.filter { begun.insert($0.id).inserted }
            let failed = await withTaskGroup(of: Bool.self) { g in
                let lanes = Dictionary(grouping: steps) { abs($0.payload.orderId.hashValue % 8) }.values
                for lane in lanes { g.addTask { do { for s in lane { try await tracking.show(s) }; return false } catch { return true } } }
                return await g.reduce(false) { $0 || $1 }
            }
            if failed {
                for (p, rs) in Dictionary(grouping: batch, by: \.topicPartition) { try orders.seek(to: rs[0].offset, in: p) }
            } else { try await orders.commit() }
        }
    }
}
