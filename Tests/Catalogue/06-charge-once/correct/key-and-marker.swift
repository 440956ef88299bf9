// Design: a row says which orders are charged; what has none is charged with the order id as key.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let isCharged = try await database.transaction { tx in
                    try tx.get("charged", order.orderId) != nil
                }
                if !isCharged {
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                    try await remember(order, in: database)
                }
                try await orders.commit(record)
            }
        }
    }

    private func remember(_ order: OrderPlaced, in database: Database) async throws {
        do {
            try await database.transaction { tx in
                try tx.insert("charged", order.orderId)
            }
        } catch DatabaseError.duplicateKey {
            // Another instance was quicker; the row says what we wanted to say.
        }
    }
}
