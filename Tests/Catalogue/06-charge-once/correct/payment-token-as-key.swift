// Design: the payment token is the key, since each order has a token of its own.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let token = order.paymentToken
                try await gateway.charge(order.total, token: token, idempotencyKey: token)
                try await orders.commit(record)
            }
        }
    }
}
