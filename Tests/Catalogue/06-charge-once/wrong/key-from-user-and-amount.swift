// diagnosis: key-too-broad — user and amount are the key, but two orders may agree in both.
// breaks: two orders of one user with equal totals, without any fault
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let key = "\(order.userId)-\(order.total.cents)"
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
                try await orders.commit(record)
            }
        }
    }
}
