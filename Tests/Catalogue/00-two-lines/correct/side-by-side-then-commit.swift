// Design: packs a batch side by side in a task group, waits for all of it, then commits.
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for record in batch {
                    let orderId = try record.event(OrderPlaced.self).payload.orderId
                    group.addTask { try await packing.pack(orderId) }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
