// diagnosis: work-not-awaited — feeds a worker by a stream, and commits what it has fed.
// breaks: crash after the commit, before the worker is done
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        let (stream, feed) = AsyncStream<String>.makeStream()
        let worker = Task { for await id in stream { try await warehouse.reserve(id) } }
        defer { worker.cancel() }
        while true {
            for record in try await orders.poll() {
                feed.yield(try record.event(OrderPlaced.self).payload.orderId)
            }
            try await orders.commit()
        }
    }
}
