// diagnosis: commit-overtakes — packs side by side and commits each as it ends.
// breaks: the first order takes long; crash after the second one's commit (one partition)
import Eventlings

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: ConsumerRecord.self) { group in
                for record in batch {
                    let orderId = try record.event(OrderPlaced.self).payload.orderId
                    group.addTask {
                        try await packing.pack(orderId)
                        return record
                    }
                }
                for try await record in group {
                    try await orders.commit(record)
                }
            }
        }
    }
}
