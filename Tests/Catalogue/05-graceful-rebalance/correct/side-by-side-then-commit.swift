// Design: prints the whole batch at once, waits for all of it, commits.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        let orders = cluster.makeConsumer(groupID: "labels")
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                let batch = try await orders.poll()
                if batch.isEmpty { continue }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for record in batch {
                        group.addTask {
                            let order = try record.event(OrderPlaced.self).payload
                            try await printer.print(order.orderId)
                        }
                    }
                    try await group.waitForAll()
                }
                try await orders.commit()
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
