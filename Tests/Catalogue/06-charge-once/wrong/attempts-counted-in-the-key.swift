// diagnosis: key-changes-per-try — counts its tries and puts the count into the key.
// breaks: an order placed twice, without any fault; or crash after the charge, before the commit
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let attempt = try await database.transaction { tx in
                    if case .integer(let last)? = try tx.get("attempts", order.orderId)?["count"] {
                        try tx.update("attempts", order.orderId, ["count": .integer(last + 1)])
                        return last + 1
                    }
                    try tx.insert("attempts", order.orderId, ["count": 1])
                    return 1
                }
                let key = "\(order.orderId)-\(attempt)"
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
                try await orders.commit(record)
            }
        }
    }
}
