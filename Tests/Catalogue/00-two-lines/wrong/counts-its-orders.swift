// diagnosis: committed-ahead — takes the number of orders that it has packed for the offset.
// breaks: crash after the last commit, and two orders that come to the second partition meanwhile
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        var packed: Int64 = 0
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await packing.pack(order.orderId)
                packed += 1
                try await orders.commit([record.topicPartition: packed])
            }
        }
    }
}
