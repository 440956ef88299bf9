// diagnosis: failure-committed — swallows the error of a charge and commits the record.
// breaks: the request of a charge is lost
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                _ = try? await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
