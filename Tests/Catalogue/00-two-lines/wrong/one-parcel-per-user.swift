// diagnosis: passed-over — takes a user's second order for the first one, come again.
// breaks: no fault at all (two orders of one user)
import Eventlings

struct Packing: TwoLines {
    private var seen: Set<String> = []

    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                if seen.insert(order.userId).inserted {
                    try await packing.pack(order.orderId)
                }
                try await orders.commit(record)
            }
        }
    }
}
