// Design: tries a charge again after any error that may pass, ever later, with the same key.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await charge(order, through: gateway)
                try await orders.commit(record)
            }
        }
    }

    private func charge(_ order: OrderPlaced, through gateway: PaymentGateway) async throws {
        var pause = Duration.seconds(1)
        while true {
            do {
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                return
            } catch let error as GatewayError where error.isRetriable {
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(60))
            }
        }
    }
}
