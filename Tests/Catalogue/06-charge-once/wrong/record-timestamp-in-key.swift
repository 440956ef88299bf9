// diagnosis: time-in-key — puts the record's timestamp into the key; its copy has another one.
// breaks: duplicate append
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let key = "\(order.orderId)@\(record.timestamp.milliseconds)"
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
                try await orders.commit(record)
            }
        }
    }
}
