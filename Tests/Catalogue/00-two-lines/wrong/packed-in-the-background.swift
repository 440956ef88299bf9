// diagnosis: work-not-awaited — a background task packs the batch while the loop commits it.
// breaks: crash after the commit is applied, before the task has packed the last order
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            Task {
                for record in batch {
                    try await packing.pack(record.event(OrderPlaced.self).payload.orderId)
                }
            }
            try await orders.commit()
        }
    }
}
