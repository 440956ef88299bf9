// Design: side by side; commits up to the first failure, and seeks back to it.
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let parts = Dictionary(grouping: batch, by: \.topicPartition)
            for (partition, records) in parts.sorted(by: { $0.key < $1.key }) {
                let finished = await withTaskGroup(of: (Int64, Bool).self) { group in
                    for record in records {
                        guard let id = try? record.event(OrderPlaced.self).payload.orderId else {
                            continue
                        }
                        let offset = record.offset
                        group.addTask {
                            do { try await warehouse.reserve(id); return (offset, true) } catch {
                                return (offset, false)
                            }
                        }
                    }
                    var done: Set<Int64> = []
                    for await (offset, ok) in group where ok { done.insert(offset) }
                    return done
                }
                var next = records[0].offset
                while finished.contains(next) { next += 1 }
                try await orders.commit([partition: next])
                if next <= records[records.count - 1].offset {
                    try orders.seek(to: next, in: partition)
                }
            }
        }
    }
}
