// diagnosis: wrong-id — packs the id of the event instead of the order's.
// breaks: no fault at all
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await packing.pack(record.event(OrderPlaced.self).id)
                try await orders.commit(record)
            }
        }
    }
}
