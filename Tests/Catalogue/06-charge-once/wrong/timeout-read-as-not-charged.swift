// diagnosis: timeout-means-not-charged — after a timeout it charges again, with a new key.
// breaks: the answer to a charge is lost
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                try await charge(record.event(OrderPlaced.self).payload, through: gateway)
                try await orders.commit(record)
            }
        }
    }

    private func charge(_ order: OrderPlaced, through gateway: PaymentGateway) async throws {
        var key = order.orderId
        for attempt in 1...3 {
            do {
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
                return
            } catch GatewayError.timedOut where attempt < 3 {
                key = "\(order.orderId)-retry-\(attempt)"
            }
        }
    }
}
