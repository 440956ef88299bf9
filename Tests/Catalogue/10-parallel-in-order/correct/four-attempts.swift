// Design: a lane per order; each call is tried four times, as it fails at most three times in a row.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            if steps.isEmpty { continue }
            await withTaskGroup(of: Void.self) { group in
                for (n, lane) in Dictionary(grouping: steps, by: \.payload.orderId).values
                    .enumerated()
                {
                    if n >= 8 { await group.next() }
                    group.addTask { for step in lane { await Self.show(step, tracking) } }
                }
                await group.waitForAll()
            }
            try await orders.commit()
        }
    }
    static func show(_ step: OrderStep, _ page: TrackingPage) async {
        for _ in 1...4 {
            do { return try await page.show(step) } catch {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        print("cannot happen: four failures in a row")
    }
}
