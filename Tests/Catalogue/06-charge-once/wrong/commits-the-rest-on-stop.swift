// diagnosis: stop-commits-the-rest — asked to stop, it commits what it has not charged.
// breaks: deploy during the first charge of a batch (two orders in one poll)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                if Task.isCancelled { break }
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
            }
            try await orders.commit()
        }
    }
}
