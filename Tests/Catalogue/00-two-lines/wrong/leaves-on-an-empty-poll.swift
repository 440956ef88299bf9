// diagnosis: left-on-empty-poll — takes an empty poll for the end of the topic.
// breaks: no fault at all: the first poll that finds nothing
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { return }
            for record in batch {
                try await packing.pack(record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
