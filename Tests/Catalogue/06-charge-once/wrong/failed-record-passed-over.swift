// diagnosis: failure-left-behind — goes on to the next record after a failed charge.
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
                } catch {
                    print("could not charge \(order.orderId): \(error)")
                    continue
                }
                try await orders.commit(record)
            }
        }
    }
}
