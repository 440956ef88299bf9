// diagnosis: failed-step-overtaken — a failed step gets a task of its own, and its lane goes on.
// breaks: the call for an order's first step fails, and the second is shown before it
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            let lanes = Dictionary(grouping: steps) { abs($0.payload.orderId.hashValue % 8) }
            await withTaskGroup(of: Void.self) { group in
                for lane in lanes.values {
                    group.addTask { await Self.show(lane, on: tracking) }
                }
            }
            try await orders.commit()
        }
    }

    private static func show(_ lane: [OrderStep], on tracking: TrackingPage) async {
        await withTaskGroup(of: Void.self) { retries in
            for step in lane {
                do { try await tracking.show(step) } catch {
                    retries.addTask {
                        repeat {
                            try? await Task.sleep(for: .seconds(1))
                        } while (try? await tracking.show(step)) == nil
                    }
                }
            }
        }
    }
}
