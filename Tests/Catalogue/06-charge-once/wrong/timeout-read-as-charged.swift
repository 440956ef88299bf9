// diagnosis: failure-committed — takes a timeout for a charge that went through.
// breaks: the request of a charge is lost
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
                    print("no answer for \(order.orderId), it will have gone through")
                }
                try await orders.commit(record)
            }
        }
    }
}
