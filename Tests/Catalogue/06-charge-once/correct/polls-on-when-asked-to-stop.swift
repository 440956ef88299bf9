// Design: whatever poll throws, it polls again until it is killed. Rude, but no order suffers.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(
        orders: Consumer, gateway: PaymentGateway, database: Database
    ) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let records = (try? await orders.poll()) ?? []
            for record in records {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
