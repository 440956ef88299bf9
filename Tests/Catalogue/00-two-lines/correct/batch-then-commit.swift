// Design: packs everything that one poll handed out, then commits the positions once.
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            for record in batch {
                try await packing.pack(record.event(OrderPlaced.self).payload.orderId)
            }
            try await orders.commit()
        }
    }
}
