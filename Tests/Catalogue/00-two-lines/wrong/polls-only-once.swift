// diagnosis: waits-for-ever — polls once, and then only sleeps.
// breaks: no fault at all (an order that comes later)
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        for record in try await orders.poll() {
            let order = try record.event(OrderPlaced.self).payload
            try await packing.pack(order.orderId)
            try await orders.commit(record)
        }
        while true { try await Task.sleep(for: .seconds(1)) }
    }
}
