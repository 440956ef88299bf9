import Eventlings

struct Announcer: ParallelInOrder {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws {
        let orders = cluster.makeConsumer(groupID: "tracking")
        try await orders.subscribe(to: ["orders"])
        while true {
            let steps = try await orders.poll().map { try $0.event(OrderSummary.self) }
            if steps.isEmpty { continue }

            // What must wait for each other is together now, in the order of the log. Two of these
            // lives have nothing to do with each other.
            let lives = Dictionary(grouping: steps, by: \.payload.orderId).values

            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, life) in lives.enumerated() {
                    // Eight tasks are at work, with one call each. The ninth waits for one to end.
                    if number >= 8 { try await group.next() }
                    group.addTask {
                        // A step begins when the one before it is shown. If that fails, the error
                        // ends this task, the group and the process: nothing overtakes it.
                        for step in life { try await tracking.show(step) }
                    }
                }
                try await group.waitForAll()
            }

            // No task outlives its group. So all that poll has handed out is done here, and nothing
            // is under way when the next poll gives partitions to another instance.
            try await orders.commit()
        }
    }
}
