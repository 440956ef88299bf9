// diagnosis: other-partition-committed — commits all in partition 0, whatever it has read.
// breaks: crash before an order of partition 0 is packed, while another instance commits there
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for (index, record) in try await orders.poll().enumerated() {
                let order = try record.event(OrderPlaced.self).payload
                try await packing.pack(order.orderId)
                try await orders.commit([TopicPartition("orders", 0): Int64(index + 1)])
            }
        }
    }
}
