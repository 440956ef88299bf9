// Design: a worker task reserves, and the loop commits when the worker has answered.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        let (work, feed) = AsyncStream<(Int, String)>.makeStream()
        let (results, report) = AsyncStream<Int>.makeStream()
        let worker = Task {
            for await (number, id) in work {
                while true {
                    do { try await warehouse.reserve(id); break } catch {
                        try await Task.sleep(for: .seconds(1))
                    }
                }
                report.yield(number)
            }
        }
        defer { worker.cancel() }
        var done = results.makeAsyncIterator()
        while true {
            let batch = try await orders.poll()
            for (number, record) in batch.enumerated() {
                feed.yield((number, try record.event(OrderPlaced.self).payload.orderId))
            }
            for record in batch {
                _ = await done.next()
                try await orders.commit(record)
            }
        }
    }
}
