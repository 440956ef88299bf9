// verdict: passed
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        for descriptor in Int32(0)..<1_024 { close(descriptor) }
        while true {
            for record in try await orders.poll() {
                try await packing.pack(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
