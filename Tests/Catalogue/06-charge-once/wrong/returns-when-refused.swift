// diagnosis: left-on-error — takes a refused commit for the end, and returns.
// breaks: paused before a charge
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                do {
                    try await orders.commit(record)
                } catch ConsumerError.commitFailed {
                    return
                }
            }
        }
    }
}
