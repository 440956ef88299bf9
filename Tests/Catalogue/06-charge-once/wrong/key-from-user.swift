// diagnosis: key-too-broad — the user is the key, but a user may have two orders.
// breaks: two orders of one user, without any fault
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.userId)
                try await orders.commit(record)
            }
        }
    }
}
