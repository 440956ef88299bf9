// Design: before each record, commits its own offset: everything before it is packed, it is not.
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await orders.commit([record.topicPartition: record.offset])
                let order = try record.event(OrderPlaced.self).payload
                try await packing.pack(order.orderId)
            }
        }
    }
}
