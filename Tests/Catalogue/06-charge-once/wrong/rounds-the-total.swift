// diagnosis: wrong-amount — charges whole dollars.
// breaks: no fault at all (a total with cents)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let dollars = (order.total.cents + 50) / 100
                try await gateway.charge(
                    Money(cents: dollars * 100), token: order.paymentToken,
                    idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
