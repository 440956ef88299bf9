// diagnosis: forgotten-too-early — deletes the saved key, though the order may come again.
// breaks: an order placed twice, without any fault; or crash after the commit with a rewind
import Eventlings
import Foundation

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let key = try await database.transaction { tx in
                    if case .text(let key)? = try tx.get("intents", order.orderId)?["key"] {
                        return key
                    }
                    let key = UUID().uuidString
                    try tx.insert("intents", order.orderId, ["key": .text(key)])
                    return key
                }
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
                try await orders.commit(record)
                try await database.transaction { tx in
                    _ = try tx.delete("intents", order.orderId)
                }
            }
        }
    }
}
