// Design: never commits; each restart charges everything again, with the same keys.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
            }
        }
    }
}
