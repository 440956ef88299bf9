// diagnosis: waits-for-ever — waits before it packs for something that nobody ever does.
// breaks: no fault at all
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload

                // If the process dies before this line has done its work, nothing was committed
                // for this order. Its successor reads the record again, and packs it.
                await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
                try await packing.pack(order.orderId)

                // If the process dies between the two lines, the order is packed a second time.
                // That is harmless here, so it is the better of the two accidents.
                try await orders.commit(record)
            }
        }
    }
}
