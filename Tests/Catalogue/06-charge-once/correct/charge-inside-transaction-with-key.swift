// Design: charges inside the transaction that saves the marker; a key makes a second run harmless.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await database.transaction { tx in
                    if try tx.get("charged", order.orderId) != nil { return }
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                    try tx.insert("charged", order.orderId)
                }
                try await orders.commit(record)
            }
        }
    }
}
