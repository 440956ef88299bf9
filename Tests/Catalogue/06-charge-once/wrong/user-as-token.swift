// diagnosis: strange-token — hands over the user id where the payment token belongs.
// breaks: no fault at all
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.userId, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
