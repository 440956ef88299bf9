// diagnosis: marker-before-effect — saves "charged" first; the key comes too late to help.
// breaks: crash after the marker is saved, before the charge; or the charge request is lost
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                do {
                    try await database.transaction { tx in
                        try tx.insert("charged", order.orderId)
                    }
                } catch DatabaseError.duplicateKey {
                    try await orders.commit(record)
                    continue
                }
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
