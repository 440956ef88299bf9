// verdict: state-leak
// says: by an address
import Eventlings

final class Box {}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let boxes = (0..<4).map { _ in Box() }
        let order = boxes.indices.sorted {
            ObjectIdentifier(boxes[$0]) < ObjectIdentifier(boxes[$1])
        }
        try await Task.sleep(for: .seconds(order[0] * 7 + order[1]))
        while true {
            for record in try await orders.poll() {
                try await packing.pack(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
