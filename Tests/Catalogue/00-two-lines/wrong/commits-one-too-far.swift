// diagnosis: commit-too-far — adds 2 to the offset: 1 for "done", and 1 more for "the next".
// breaks: crash after the first commit, before the second order is packed (two orders in one poll)
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await packing.pack(order.orderId)
                try await orders.commit([record.topicPartition: record.offset + 2])
            }
        }
    }
}
