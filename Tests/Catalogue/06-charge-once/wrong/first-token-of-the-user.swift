// diagnosis: key-of-another-order — charges all orders of a user by the token of the first one.
// breaks: two orders of one user, without any fault
import Eventlings

struct Billing: ChargeOnce {
    private var tokens: [String: String] = [:]

    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let token = tokens[order.userId] ?? order.paymentToken
                tokens[order.userId] = token
                try await gateway.charge(order.total, token: token, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
