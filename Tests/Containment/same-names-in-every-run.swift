// verdict: passed
import Eventlings
import Foundation

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let host = ProcessInfo.processInfo.hostName.count
                let process = Int(ProcessInfo.processInfo.processIdentifier) + Int(clock())
                try await Task.sleep(for: .milliseconds(host + process % 1_000))
                try await packing.pack(try record.event(OrderPlaced.self).payload.orderId)
                try await orders.commit(record)
            }
        }
    }
}
