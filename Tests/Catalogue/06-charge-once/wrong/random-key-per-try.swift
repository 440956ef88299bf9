// diagnosis: key-changes-per-try — makes a new random key for every try.
// breaks: an order placed twice, without any fault; or crash after the charge, before the commit
import Eventlings
import Foundation

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: UUID().uuidString)
                try await orders.commit(record)
            }
        }
    }
}
