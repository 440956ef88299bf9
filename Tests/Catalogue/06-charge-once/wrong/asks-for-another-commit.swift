// diagnosis: record-left-out — skips what lies before the commit, and looks it up in partition 0.
// breaks: no fault at all (two partitions)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let done = try await orders.committed(TopicPartition("orders", 0))
                if let done, record.offset < done { continue }
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
