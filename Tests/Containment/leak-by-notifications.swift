// verdict: state-leak
// says: outlives a restart
import Eventlings
import Foundation

let start = Notification.Name("start")
final class Count: @unchecked Sendable { var value = 0 }

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        _ = NotificationCenter.default.addObserver(forName: start, object: nil, queue: nil) {
            ($0.object as? Count)?.value += 1
        }
        let count = Count()
        NotificationCenter.default.post(name: start, object: count)
        try await Task.sleep(for: .seconds(count.value))
        while true {
            for record in try await orders.poll() {
                try await packing.pack(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
