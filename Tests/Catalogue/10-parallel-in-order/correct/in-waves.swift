// Design: waves: the first waiting step of up to eight orders, side by side; then the next wave.
import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            var waiting = try await orders.poll()
            if waiting.isEmpty { continue }
            while !waiting.isEmpty {
                var wave: [String: ConsumerRecord] = [:]
                var rest: [ConsumerRecord] = []
                for record in waiting {
                    let key = record.key ?? ""
                    if wave.count < 8, wave[key] == nil {
                        wave[key] = record
                    } else {
                        rest.append(record)
                    }
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for record in wave.values {
                        let step = try record.event(OrderSummary.self)
                        group.addTask { try await Self.insist { try await tracking.show(step) } }
                    }
                    try await group.waitForAll()
                }
                waiting = rest
            }
            try await orders.commit()
        }
    }

    private static func insist(_ work: () async throws -> Void) async throws {
        while true {
            do {
                return try await work()
            } catch let error as ServiceError where error.isRetriable {
                try await Task.sleep(for: .seconds(1))
            }
        }
    }
}
