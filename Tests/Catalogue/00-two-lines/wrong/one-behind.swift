// diagnosis: record-left-out — packs an order when the next one is there; the newest one waits.
// breaks: no fault at all
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        var previous: ConsumerRecord?
        while true {
            for record in try await orders.poll() {
                if let previous {
                    let order = try previous.event(OrderPlaced.self).payload
                    try await packing.pack(order.orderId)
                    try await orders.commit(previous)
                }
                previous = record
            }
        }
    }
}
