// diagnosis: nothing-packed — reads the payload at the event's top level, and skips what fails.
// breaks: no fault at all
import Eventlings
import Foundation

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                if let value = record.value,
                    let order = try? JSONDecoder().decode(OrderPlaced.self, from: Data(value))
                {
                    try await packing.pack(order.orderId)
                }
                try await orders.commit(record)
            }
        }
    }
}
