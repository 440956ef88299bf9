// diagnosis: work-not-awaited — a background task charges while the loop commits.
// breaks: the request of a charge is lost; or crash after the commit, before the charge
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                Task {
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                }
                try await orders.commit(record)
            }
        }
    }
}
