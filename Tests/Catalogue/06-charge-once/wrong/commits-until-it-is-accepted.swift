// diagnosis: no-poll-after-refusal — repeats a refused commit for ever, and never polls again.
// breaks: paused before the first charge (more orders in the same poll)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                while true {
                    do {
                        try await orders.commit(record)
                        break
                    } catch {
                        try? await Task.sleep(for: .seconds(1))
                    }
                }
            }
        }
    }
}
