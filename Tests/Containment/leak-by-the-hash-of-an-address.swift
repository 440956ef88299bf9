// verdict: state-leak
// says: by an address
import Eventlings

final class Box {
    static nonisolated(unsafe) var all: [Box] = []
    let number: Int
    init(_ number: Int) {
        self.number = number
        Box.all.append(self)
    }
}

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let boxes = Dictionary(
            uniqueKeysWithValues: (0..<4).map { (ObjectIdentifier(Box($0)), $0) })
        let order = Array(boxes.values)
        try await Task.sleep(for: .seconds(order[0] * 7 + order[1]))
        while true {
            for record in try await orders.poll() {
                try await packing.pack(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
