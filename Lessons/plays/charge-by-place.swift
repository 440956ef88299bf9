// Charges each order with its record's topic, partition and offset as idempotency key.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let place = "\(record.topic)-\(record.partition)@\(record.offset)"
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: place)
                try await orders.commit(record)
            }
        }
    }
}
