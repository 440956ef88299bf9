// Charges each order, then marks it as charged in its database.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let isNew = try await database.transaction { tx in
                    try tx.get("charged", order.orderId) == nil
                }
                if isNew {
                    try await gateway.charge(order.total, token: order.paymentToken)
                    try await database.transaction { tx in
                        try tx.insert("charged", order.orderId)
                    }
                }
                try await orders.commit(record)
            }
        }
    }
}
