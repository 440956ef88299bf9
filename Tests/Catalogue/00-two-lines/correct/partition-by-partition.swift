// Design: packs each partition's part of the batch, then commits exactly that part.
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let parts = Dictionary(grouping: batch, by: \.topicPartition)
            for (partition, records) in parts.sorted(by: { $0.key < $1.key }) {
                var next: Int64?
                for record in records {
                    try await packing.pack(record.event(OrderPlaced.self).payload.orderId)
                    next = record.offset + 1
                }
                if let next { try await orders.commit([partition: next]) }
            }
        }
    }
}
