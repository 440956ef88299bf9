// diagnosis: left-on-error — catches a timeout and returns, so that nobody starts it again.
// breaks: a request of a charge lost
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                do {
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                } catch GatewayError.timedOut {
                    return
                }
                try await orders.commit(record)
            }
        }
    }
}
