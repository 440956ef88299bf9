// verdict: state-leak
// says: outlives a restart
import Eventlings
import Foundation

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload.orderId
                if getenv(order) == nil {
                    setenv(order, "seen", 1)
                    try await Task.sleep(for: .seconds(1))
                }
                try await packing.pack(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
