// diagnosis: committed-ahead — commits the batch's highest offset in all of its partitions.
// breaks: crash after the commit, and orders that come to the shorter partition meanwhile
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                try await packing.pack(record.event(OrderPlaced.self).payload.orderId)
            }
            guard let highest = batch.map(\.offset).max() else { continue }
            for partition in orders.assignment {
                try await orders.commit([partition: highest + 1])
            }
        }
    }
}
