// Design: after a timeout it seeks back to the record, so that the next poll hands it out again.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let parts = Dictionary(grouping: batch, by: \.topicPartition)
            for (partition, records) in parts.sorted(by: { $0.key < $1.key }) {
                for record in records {
                    let order = try record.event(OrderPlaced.self).payload
                    do {
                        try await gateway.charge(
                            order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                    } catch GatewayError.timedOut {
                        try orders.seek(to: record.offset, in: partition)
                        break
                    }
                    try await orders.commit(record)
                }
            }
        }
    }
}
