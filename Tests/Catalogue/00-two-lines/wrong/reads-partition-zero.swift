// diagnosis: partition-not-read — assigns itself the first partition, and no other.
// breaks: no fault at all (two partitions)
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.assign([TopicPartition("orders", 0)])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await packing.pack(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
