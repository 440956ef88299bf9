// Design: packs side by side; as each ends, commits up to the first one that is not packed yet.
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
                var open = batch
                for try await done in group {
                    open.removeAll { $0 == done }
                    let part = batch.filter { $0.topicPartition == done.topicPartition }
                    let next = open.first { $0.topicPartition == done.topicPartition }?.offset
                    guard let next = next ?? part.last.map({ $0.offset + 1 }) else { continue }
                    try await orders.commit([done.topicPartition: next])
                }
            }
        }
    }
}
