// diagnosis: left-on-empty-poll — takes an empty poll for the end of the topic.
// breaks: no fault at all: the first poll that finds nothing
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while case let batch = try await orders.poll(), !batch.isEmpty {
            for record in batch {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
