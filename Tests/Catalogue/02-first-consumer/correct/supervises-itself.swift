// Design: after an error it makes a new consumer and goes on, without ending the process.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        while true {
            do {
                try await consume(cluster, warehouse)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                print("again in a second: \(error)")
                try await Task.sleep(for: .seconds(1))
            }
        }
    }
    func consume(_ cluster: Cluster, _ warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await warehouse.reserve(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
