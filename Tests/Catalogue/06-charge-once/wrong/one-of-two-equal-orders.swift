// diagnosis: passed-over — takes two orders of one user with the same total for a double click.
// breaks: two orders of one user, without any fault
import Eventlings

struct Billing: ChargeOnce {
    private var last: OrderPlaced?

    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                if let last, last.userId == order.userId, last.total == order.total {
                    try await orders.commit(record)
                    continue
                }
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                last = order
                try await orders.commit(record)
            }
        }
    }
}
