// Design: keeps its offsets in the database and seeks to them; never commits; order id as key.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(
            to: ["orders"],
            onAssigned: { partitions in
                for partition in partitions {
                    let row = try await database.transaction { tx in
                        try tx.get("offsets", "\(partition)")
                    }
                    guard case .integer(let next)? = row?["next"] else { continue }
                    try orders.seek(to: next, in: partition)
                }
            })
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                try await saveOffset(after: record, in: database)
            }
        }
    }

    private func saveOffset(after record: ConsumerRecord, in database: Database) async throws {
        let partition = "\(record.topicPartition)"
        let row: Row = ["next": .integer(record.offset + 1)]
        try await database.transaction { tx in
            if try tx.update("offsets", partition, row) { return }
            try tx.insert("offsets", partition, row)
        }
    }
}
