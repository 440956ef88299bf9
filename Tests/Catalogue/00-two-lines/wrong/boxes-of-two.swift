// diagnosis: held-in-memory — commits orders that still wait in memory for a box to be full.
// breaks: no fault at all with an odd number of orders; crash after the first commit otherwise
import Eventlings

struct Packing: TwoLines {
    private var box: [String] = []

    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                box.append(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
                if box.count == 2 {
                    for orderId in box { try await packing.pack(orderId) }
                    box = []
                }
            }
        }
    }
}
