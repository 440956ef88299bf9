// Marks each order as charged in its database, then charges it.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let isNew = try await database.transaction { tx in
                    if try tx.get("charged", order.orderId) != nil { return false }
                    try tx.insert("charged", order.orderId)
                    return true
                }
                if isNew {
                    try await gateway.charge(order.total, token: order.paymentToken)
                }
                try await orders.commit(record)
            }
        }
    }
}
