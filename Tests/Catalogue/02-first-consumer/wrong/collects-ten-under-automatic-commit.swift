// diagnosis: automatic-commit — collects ten orders first, under automatic commit.
// breaks: no fault at all: there are fewer than ten, and a later poll commits them
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        var options = ConsumerOptions(groupID: "warehouse")
        options.autoCommit = true
        options.autoCommitInterval = .seconds(1)
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        var waiting: [String] = []
        while true {
            for record in try await orders.poll() {
                waiting.append(try record.event(OrderPlaced.self).payload.orderId)
            }
            if waiting.count >= 10 {
                for id in waiting { try await warehouse.reserve(id) }
                waiting = []
            }
        }
    }
}
