// verdict: passed
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let cache = [UInt8](repeating: 1, count: 4 << 20)
        while true {
            for record in try await orders.poll() {
                print(cache.count)
                try await packing.pack(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
