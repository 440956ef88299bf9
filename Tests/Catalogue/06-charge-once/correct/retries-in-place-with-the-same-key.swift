// Design: after a timeout it waits and asks again with the same key, up to five times.
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
        for attempt in 1...5 {
            do {
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                return
            } catch GatewayError.timedOut where attempt < 5 {
                try await Task.sleep(for: .seconds(attempt))
            }
        }
    }
}
