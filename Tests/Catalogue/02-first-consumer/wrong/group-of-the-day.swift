// diagnosis: group-changes — joins the group of the day, to begin each day with a clean slate.
// breaks: crash before a commit, and midnight: tomorrow's group begins at the beginning
import Eventlings
import Foundation

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let day = Int(Date().timeIntervalSince1970) / 86_400
        let orders = cluster.makeConsumer(groupID: "warehouse-\(day)")
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await warehouse.reserve(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
