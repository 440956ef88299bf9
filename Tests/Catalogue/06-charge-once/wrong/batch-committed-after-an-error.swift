// diagnosis: failure-committed — an error ends the batch, and the whole batch is committed.
// breaks: the request of a charge is lost
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            do {
                for record in batch {
                    let order = try record.event(OrderPlaced.self).payload
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                }
            } catch {
                print("charging failed: \(error)")
            }
            try await orders.commit()
        }
    }
}
