// Design: a key made of user and order, and one commit of the positions per batch.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            for record in batch {
                let order = try record.event(OrderPlaced.self).payload
                let key = "billing/\(order.userId)/\(order.orderId)"
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
            }
            try await orders.commit()
        }
    }
}
