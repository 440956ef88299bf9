// diagnosis: effect-and-marker-apart — claims the order, charges without a key, marks it.
// breaks: crash after the charge, before the row says "charged"
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let isCharged = try await database.transaction { tx in
                    if let row = try tx.get("charges", order.orderId) {
                        return row["status"] == "charged"
                    }
                    try tx.insert("charges", order.orderId, ["status": "charging"])
                    return false
                }
                if !isCharged {
                    try await gateway.charge(order.total, token: order.paymentToken)
                    try await database.transaction { tx in
                        _ = try tx.update("charges", order.orderId, ["status": "charged"])
                    }
                }
                try await orders.commit(record)
            }
        }
    }
}
