// diagnosis: rest-of-batch-dropped — takes the first record of each poll and forgets the others.
// breaks: no fault at all (two orders in one poll)
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            guard let record = try await orders.poll().first else { continue }
            let order = try record.event(OrderPlaced.self).payload
            try await packing.pack(order.orderId)
            try await orders.commit(record)
        }
    }
}
